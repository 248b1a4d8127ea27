#include "app/command_palette.h"

#include "gui/app/test_window.h"
#include "gui/wait.h"
#include "panels/memory_panel.h"

#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>
#include <algorithm>

using namespace lightcl;
using namespace lightcl::test;

namespace {

CommandPalette* openPalette(TestWindow& test) {
    REQUIRE(QTest::qWaitForWindowExposed(&test.window));
    test.window.activateWindow();
    QTest::keyClick(&test.window, Qt::Key_K, Qt::ControlModifier);
    auto* palette = test.window.findChild<CommandPalette*>();
    REQUIRE(palette != nullptr);
    return palette;
}

void type(CommandPalette& palette, const QString& words) {
    QTest::keyClicks(palette.findChild<QLineEdit*>(), words);
}

} // namespace

TEST_CASE("Ctrl+K finds a command by words in any order and Enter does it", "[gui][palette]") {
    TestWindow test;
    CommandPalette* palette = openPalette(test);
    const int all = palette->list()->count();
    CHECK(all > 40);
    type(*palette, "dark theme");
    REQUIRE(palette->list()->count() >= 1);
    CHECK(palette->list()->count() < all);
    CHECK(palette->list()->item(0)->text().startsWith("Theme: Dark"));
    QTest::keyClick(palette->findChild<QLineEdit*>(), Qt::Key_Return);
    CHECK(waitFor([&] { return test.theme.chosen() == ThemeChoice::Dark; }));
    test.theme.choose(ThemeChoice::Light);
}

TEST_CASE("the arrows choose, and Esc closes without doing anything", "[gui][palette]") {
    TestWindow test;
    CommandPalette* palette = openPalette(test);
    auto* line = palette->findChild<QLineEdit*>();
    QTest::keyClick(line, Qt::Key_Down);
    QTest::keyClick(line, Qt::Key_Down);
    CHECK(palette->list()->currentRow() == 2);
    QTest::keyClick(line, Qt::Key_Up);
    CHECK(palette->list()->currentRow() == 1);
    QTest::keyClick(line, Qt::Key_PageDown);
    CHECK(palette->list()->currentRow() > 4);
    type(*palette, "no such thing at all");
    CHECK(palette->list()->count() == 0);
    QTest::keyClick(line, Qt::Key_Escape);
    CHECK_FALSE(palette->isVisible());
}

TEST_CASE("a panel's control is a command too: its dock comes to the front and it has the keyboard", "[gui][palette]") {
    TestWindow test;
    CommandPalette* palette = openPalette(test);
    type(*palette, "memory device budget");
    REQUIRE(palette->list()->count() >= 1);
    QTest::keyClick(palette->findChild<QLineEdit*>(), Qt::Key_Return);
    auto* memory = test.window.findChild<MemoryPanel*>();
    CHECK(waitFor([&] {
        auto* focus = qobject_cast<QSpinBox*>(test.window.focusWidget());
        return focus != nullptr && memory->isAncestorOf(focus) && focus->accessibleName() == "Device budget";
    }));
}

TEST_CASE("a command that does not apply is listed, but does nothing and says so", "[gui][palette]") {
    TestWindow test; // without a database no run can be stopped
    CommandPalette* palette = openPalette(test);
    type(*palette, "runs: stop");
    QTest::keyClick(palette->findChild<QLineEdit*>(), Qt::Key_Return);
    CHECK(palette->isVisible());
    CHECK(std::ranges::any_of(palette->findChildren<QLabel*>(), [](const QLabel* label) {
        return label->text().startsWith("That does not apply now.");
    }));
}

TEST_CASE("every command of the window has a help text", "[gui][palette]") {
    TestWindow test;
    for (const Command& command : commandsOf(test.window, [](QWidget&) {})) {
        INFO(command.title.toStdString());
        CHECK_FALSE(command.help.isEmpty());
    }
}

TEST_CASE("no two commands that can be chosen bear one name", "[gui][palette]") {
    TestWindow test;
    CommandPalette* palette = openPalette(test);
    QStringList names;
    for (int row = 0; row < palette->list()->count(); ++row) {
        const QString name = palette->list()->item(row)->text().section(QLatin1Char('\n'), 0, 0);
        INFO(name.toStdString());
        CHECK_FALSE(names.contains(name));
        names += name;
    }
}
