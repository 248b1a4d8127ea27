#include "gui/app/test_window.h"
#include "gui/wait.h"
#include "overview/overview_panel.h"
#include "support/example_store.h"
#include "support/unprivileged.h"

#include <QPushButton>
#include <QSignalSpy>
#include <QStatusBar>
#include <QTest>
#include <filesystem>

using namespace lightcl;
using namespace lightcl::test;
namespace fs = std::filesystem;

namespace {

constexpr std::int64_t kNoProcess = 4194305;

QPushButton* buttonOf(QWidget& widget, const QString& text) {
    for (auto* button : widget.findChildren<QPushButton*>())
        if (button->text() == text) return button;
    return nullptr;
}

} // namespace

TEST_CASE("a store that cannot be written is open to look at, and says so", "[gui][window]") {
    const QTemporaryDir folder;
    const QString file = folder.filePath("store.sqlite");
    const ExampleStore made = writeExampleStore(file.toStdString(), kNoProcess);
    fs::permissions(folder.path().toStdString(), fs::perms::all);
    fs::permissions(file.toStdString(), fs::perms::owner_read | fs::perms::group_read | fs::perms::others_read);
    const Unprivileged user;
    if (!user.active()) return;
    TestWindow test;
    test.window.openDatabase(file);
    REQUIRE(test.window.workspace() != nullptr);
    CHECK(test.window.workspace()->isReadOnly());
    CHECK(test.window.statusBar()->currentMessage().startsWith("Open to look at only."));
    REQUIRE(waitFor([&] { return test.window.overview().overview()->view()->model()->rowCount() == 4; }));
    test.window.runTable().selectRuns({made.queued, made.done[0]});
    for (const char* name : {"&Start", "&Resume", "&Delete…"})
        CHECK_FALSE(actionOf(test.window, QString::fromUtf8(name))->isEnabled());
    CHECK(actionOf(test.window, "&Take into the designer")->isEnabled());
    CHECK_FALSE(test.window.queue(parseExperiment("name = \"x\"\n[scenario]\ndataset = \"mnist\"\n[network]\n"
                                                  "backbone = \"mlp\"\n[[method]]\nname = \"sgd\"\n",
                                                  "x"),
                                  false));
    CHECK(test.window.statusBar()->currentMessage().contains("cannot be written"));
}

TEST_CASE("a database that was replaced is told, takes no more runs, and can be opened again", "[gui][window]") {
    const QTemporaryDir folder;
    const QString file = folder.filePath("store.sqlite");
    writeExampleStore(file.toStdString(), kNoProcess);
    TestWindow test;
    test.window.openDatabase(file);
    REQUIRE(waitFor([&] { return test.window.runModel().rowCount() == 11; }));
    fs::remove(file.toStdString());
    for (const char* end : {"-wal", "-shm"}) fs::remove(file.toStdString() + end);
    { const Database other = Database::openForWriting(file.toStdString()); }
    REQUIRE(waitFor([&] { return test.window.runTable().shownHint().contains("deleted or replaced"); }));
    const QTemporaryDir data;
    CHECK_FALSE(test.window.queue(experimentOn(dataIn(data)), true));
    CHECK(test.window.statusBar()->currentMessage().contains("deleted or replaced"));
    CHECK(test.window.workspace()->scheduler().waiting().empty());
    QPushButton* again = buttonOf(test.window.runTable(), "Open it again");
    REQUIRE(again != nullptr);
    CHECK(again->isVisibleTo(&test.window.runTable()));
    QTest::mouseClick(again, Qt::LeftButton);
    REQUIRE(waitFor([&] { return test.window.runTable().shownHint().startsWith("No runs yet."); }));
    CHECK_FALSE(test.window.workspace()->isReadOnly());
    CHECK_FALSE(again->isVisibleTo(&test.window.runTable()));
}
