#include "gui/run_list/listed_store.h"
#include "run_list/filter_edit.h"
#include "run_list/saved_filters.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QInputDialog>
#include <QSettings>
#include <algorithm>

using namespace lightcl;
using namespace lightcl::test;

namespace {

FilterEdit& lineOf(ListedStore& on) {
    return on.control<FilterEdit>("Filter runs");
}

void typeFilter(FilterEdit& line, const QString& text) {
    line.setFocus();
    line.selectAll();
    QTest::keyClick(&line, Qt::Key_Delete);
    QTest::keyClicks(&line, text);
}

QString shownText(ListedStore& on, const QString& name) {
    for (const auto* label : on.panel().findChildren<QLabel*>())
        if (label->accessibleName() == name && label->isVisible()) return label->text();
    return {};
}

} // namespace

TEST_CASE("the filter line takes words and expressions, and keeps the runs while one is typed", "[gui][filter]") {
    ListedStore on;
    FilterEdit& line = lineOf(on);
    typeFilter(line, "er seed 1");
    CHECK(on.rows() < 4);
    typeFilter(line, "method = er and state = done");
    CHECK(on.rows() == 2);
    typeFilter(line, "buffer_size >= 200"); // a setting of the spec
    CHECK(on.rows() == 4);
    typeFilter(line, "class_il > 200%");
    CHECK(on.panel().shownHint().startsWith("No run matches"));
    typeFilter(line, {});
    CHECK(on.rows() == 11);
    // Each key on the way leaves the runs listed, and the table's selection.
    on.panel().selectRuns({on.made.done[2]});
    line.setFocus();
    for (const QChar letter : QStringLiteral("buffer_size ")) {
        QTest::keyClick(&line, letter.toLatin1());
        CHECK(on.rows() > 0);
    }
    CHECK(shownText(on, "What the filter lacks").contains("begins so"));
    QTest::keyClicks(&line, "= ");
    CHECK(shownText(on, "What the filter lacks").contains("a value after buffer_size ="));
    CHECK(on.panel().selectedRuns() == std::vector<RunId>{on.made.done[2]});
    typeFilter(line, "method = er und seed = 1");
    CHECK(shownText(on, "What the filter lacks").contains("column 13: expected and, or, or the end, got \"und\""));
    typeFilter(line, "methd = er");
    CHECK(shownText(on, "What the filter lacks").contains("did you mean method?"));
    typeFilter(line, "method = er");
    CHECK(shownText(on, "What the filter lacks").isEmpty());
    CHECK(on.rows() == 4);
}

TEST_CASE("what may stand at the cursor is offered and taken by keys", "[gui][filter]") {
    ListedStore on;
    FilterEdit& line = lineOf(on);
    QAbstractItemView& list = *line.completer().popup();
    const auto press = [&](int key) {
        QTest::keyClick(list.isVisible() ? static_cast<QWidget*>(&list) : &line, Qt::Key(key));
    };
    typeFilter(line, "buf");
    REQUIRE(list.isVisible());
    press(Qt::Key_Tab);
    CHECK(line.text().toStdString() == "buffer_size ");
    REQUIRE(list.isVisible()); // the signs
    QTest::keyClicks(&line, ">= ");
    REQUIRE(list.isVisible()); // the values
    press(Qt::Key_Down);
    press(Qt::Key_Return);
    CHECK(line.text().toStdString() == "buffer_size >= 200 ");
    CHECK(on.rows() == 4);
    QTest::keyClicks(&line, "and method = li");
    press(Qt::Key_Return);
    CHECK(line.text().toStdString() == "buffer_size >= 200 and method = lightcl ");
    // In the middle, and on demand.
    line.setText("method =  and seed = 0");
    line.setCursorPosition(9);
    list.hide();
    QTest::keyClick(&line, Qt::Key_Space, Qt::ControlModifier);
    REQUIRE(list.isVisible());
    QTest::keyClicks(&line, "sg");
    press(Qt::Key_Tab);
    CHECK(line.text().toStdString() == "method = sgd and seed = 0");
    CHECK(on.rows() == 1);
    // What is whole stays as it is.
    typeFilter(line, "method = er");
    if (list.isVisible()) press(Qt::Key_Return);
    CHECK(line.text().toStdString() == "method = er");
    typeFilter(line, "qui");
    CHECK_FALSE(list.isVisible());
}

TEST_CASE("filters are saved by name, chosen and deleted", "[gui][filter]") {
    QSettings().clear();
    ListedStore on;
    FilterEdit& line = lineOf(on);
    auto& saved = on.control<SavedFilters>("Saved filters");
    const auto entries = [&saved] {
        emit saved.menu()->aboutToShow();
        return saved.menu()->actions();
    };
    const auto entry = [&](const QString& text) -> QAction* {
        const auto all = entries();
        const auto found = std::ranges::find(all, text, &QAction::text);
        return found == all.end() ? nullptr : *found;
    };
    CHECK_FALSE(entry("&Save this filter…")->isEnabled());
    typeFilter(line, "method = er & more"); // not right, and kept as it is
    typeFilter(line, "method = er");
    REQUIRE(entry("&Save this filter…")->isEnabled());
    entry("&Save this filter…")->trigger();
    auto* dialog = on.panel().findChild<QInputDialog*>();
    REQUIRE(dialog != nullptr);
    auto* name = dialog->findChild<QLineEdit*>();
    name->selectAll();
    QTest::keyClicks(name, "ER & friends");
    QTest::keyClick(name, Qt::Key_Return);
    typeFilter(line, {});
    CHECK(on.rows() == 11);
    REQUIRE(entry("ER && friends") != nullptr);
    CHECK(entry("ER && friends")->toolTip() == "Filter by method = er");
    entry("ER && friends")->trigger();
    CHECK(line.text().toStdString() == "method = er");
    CHECK(on.rows() == 4);
    // Another window knows it as well.
    SavedFilters other;
    emit other.menu()->aboutToShow();
    CHECK(other.menu()->actions()[2]->text() == "ER && friends");
    QMenu* forget = entry("&Delete")->menu();
    REQUIRE(forget != nullptr);
    REQUIRE(forget->actions().size() == 1);
    forget->actions().front()->trigger();
    CHECK(entry("ER && friends") == nullptr);
    CHECK(entry("None yet") != nullptr);
}
