#include "run_list/branch_dialog.h"

#include "base/units.h"
#include "gui/run_list/branching_window.h"
#include "moment/moment_slider.h"
#include "store/run_reader.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFile>
#include <QPlainTextEdit>
#include <QSlider>
#include <QSpinBox>
#include <QStandardItemModel>
#include <QStatusBar>
#include <QTest>

using namespace lightcl;
using namespace lightcl::test;

TEST_CASE("here is the moment that the window shows", "[gui][branch]") {
    BranchingWindow on;
    auto* slider = on.test->window.momentBar().slider()->slider();
    REQUIRE(waitFor([&] { return slider->maximum() > 0; }));
    QTest::keyClick(slider, Qt::Key_Home);
    on.open<BranchDialog>(Qt::Key_B);
    CHECK(on.field<QComboBox>("Task").currentText() == "task 1 of 5");
}

TEST_CASE("a run is gone on with from a task's end with another method, and trained", "[gui][branch]") {
    BranchingWindow on;
    on.open<BranchDialog>(Qt::Key_B);
    auto& task = on.field<QComboBox>("Task");
    CHECK(task.count() == 4);
    QTest::keyClick(&task, Qt::Key_Home);
    QTest::keyClick(&task, Qt::Key_Down);
    CHECK(task.currentText() == "task 2 of 5");
    auto& method = on.field<QComboBox>("Method");
    CHECK(method.currentText() == "ER, as before");
    QTest::keyClicks(&method, "DER++");
    REQUIRE(method.currentData().toString() == "der++");
    on.type(on.field<QSpinBox>("Buffer size"), "50");
    on.type(on.field<QPlainTextEdit>("Other settings"), "training.epochs = 3");
    const std::vector<Override> changes = {
        {"method", "der++"}, {"method.der++.buffer_size", "50"}, {"training.epochs", "3"}};
    const auto predicted = on.grown.prepare(2, changes).method;
    CHECK(waitFor([&] { return on.says(QString::fromStdString(formatBytes(peakAfter(predicted.exact, 2)))); }));
    CHECK(on.says(QString::fromStdString(formatBytes(predicted.paper.peak.total()))));
    CHECK(on.says(QString::fromStdString(formatBytes(peakAfter(on.grown.prepare(2).method.exact, 2)))));
    QTest::mouseClick(&on.button("Add and &start"), Qt::LeftButton);
    CHECK(on.isClosed());
    const RunReader reader(on.grown.database);
    REQUIRE(reader.runs().size() == 2);
    const RunId branch = reader.runs().back().id;
    CHECK(reader.branch(branch) == RunBranch{on.grown.run, 2, false, 2});
    CHECK(parseRun(reader.specToml(branch), "branch") == predicted.runs.front());
    CHECK(on.test->window.statusBar()->currentMessage().startsWith("Queued run 2, from run 1 after task 2."));
    QFile trained(QString::fromStdString((on.grown.folder / "trained").string()));
    REQUIRE(waitFor([&] { return trained.exists() && trained.size() > 0; }));
    REQUIRE(trained.open(QIODevice::ReadOnly));
    CHECK(trained.readAll() == "2\n");
    CHECK(waitFor([&] { return on.test->window.workspace()->scheduler().training().empty(); }));
}

TEST_CASE("what a branch cannot have is said at its place, and nothing is queued", "[gui][branch]") {
    BranchingWindow on;
    on.open<BranchDialog>(Qt::Key_B);
    auto& lines = on.field<QPlainTextEdit>("Other settings");
    auto& add = on.button("Add to &queue");
    CHECK(add.isEnabled());
    on.type(lines, "scenario.tasks = 2");
    CHECK(waitFor([&] { return on.says("scenario.tasks: a branch keeps the scenario"); }));
    CHECK_FALSE(add.isEnabled());
    on.type(lines, "nonsense");
    CHECK(waitFor([&] { return on.says("expected key = value, got “nonsense”"); }));
    on.type(lines, "training.epoch = 2");
    CHECK(waitFor([&] { return on.says("training.epoch: expected a known key, the nearest is training.epochs"); }));
    on.type(lines, "training.epochs = 2");
    CHECK(waitFor([&] { return add.isEnabled(); }));
    auto& method = on.field<QComboBox>("Method");
    const auto* entries = qobject_cast<QStandardItemModel*>(method.model());
    const QStandardItem* joint = entries->item(method.findData("joint"));
    CHECK_FALSE(joint->isEnabled());
    CHECK(joint->toolTip().contains("it trains all tasks at once"));
    // A checkpoint that is gone meanwhile is found when it is wanted.
    removeKeptCheckpoints(on.grown.database.file(), on.grown.run);
    QTest::mouseClick(&add, Qt::LeftButton);
    REQUIRE(on.dialog != nullptr);
    CHECK(on.says("expected the checkpoint of run 1 after task 4, found none"));
    QTest::keyClick(on.dialog, Qt::Key_Escape);
    CHECK(on.isClosed());
    CHECK(RunReader(on.grown.database).runs().size() == 1);
}

TEST_CASE("a method with a freeze line has it to choose, one without has not", "[gui][branch]") {
    BranchingWindow on("lightcl");
    on.open<BranchDialog>(Qt::Key_B);
    auto& freeze = on.field<QComboBox>("Frozen");
    REQUIRE(freeze.isVisibleTo(on.dialog));
    CHECK(freeze.currentData().toString().isEmpty()); // by default
    const auto memoryOf = [&](const std::vector<Override>& changes) {
        return QString::fromStdString(formatBytes(peakAfter(on.grown.prepare(4, changes).method.exact, 4)));
    };
    QTest::keyClick(&freeze, Qt::Key_Down);
    REQUIRE(freeze.currentText() == "nothing");
    const std::string stage = freeze.currentData().toString().toStdString();
    CHECK(waitFor([&] { return on.says("<b>" + memoryOf({{"method.lightcl.first_trainable_stage", stage}})); }));
    QTest::keyClick(&freeze, Qt::Key_End);
    CHECK(freeze.currentData().toString() == "auto");
    CHECK(waitFor([&] { return on.says("the advisor compares with images of the first task"); }));
    CHECK_FALSE(on.button("Add and &start").isEnabled());
    QTest::keyClicks(&on.field<QComboBox>("Method"), "SGD");
    CHECK_FALSE(freeze.isVisibleTo(on.dialog));
    CHECK(on.button("Add and &start").isEnabled());
    CHECK(on.says("<b>" + memoryOf({{"method", "sgd"}})));
}

TEST_CASE("a run without kept checkpoints says what is missing and what makes it", "[gui][branch]") {
    BranchingWindow on;
    removeKeptCheckpoints(on.grown.database.file(), on.grown.run);
    on.open<BranchDialog>(Qt::Key_B);
    CHECK(on.says("keep_checkpoints = \"tasks\" under [measuring] keeps them"));
    CHECK(on.dialog->findChildren<QComboBox*>().isEmpty());
    const auto* buttons = on.dialog->findChild<QDialogButtonBox*>();
    QTest::mouseClick(buttons->button(QDialogButtonBox::Close), Qt::LeftButton);
    CHECK(on.isClosed());
}
