#include "gui/app/test_window.h"
#include "gui/wait.h"
#include "support/example_store.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QLineEdit>
#include <QMenuBar>
#include <QSignalSpy>
#include <unistd.h>

using namespace lightcl;
using namespace lightcl::test;

namespace {

/// What a person can press, type in or choose from; not what Qt makes controls, menus and dock titles of.
bool isControl(const QWidget& widget) {
    const bool kind = qobject_cast<const QAbstractButton*>(&widget) != nullptr ||
                      qobject_cast<const QComboBox*>(&widget) != nullptr ||
                      qobject_cast<const QAbstractSpinBox*>(&widget) != nullptr ||
                      qobject_cast<const QLineEdit*>(&widget) != nullptr ||
                      qobject_cast<const QAbstractItemView*>(&widget) != nullptr;
    if (!kind || widget.objectName().startsWith("qt_")) return false;
    for (const QWidget* above = widget.parentWidget(); above != nullptr; above = above->parentWidget()) {
        if (qobject_cast<const QComboBox*>(above) != nullptr ||
            qobject_cast<const QAbstractSpinBox*>(above) != nullptr ||
            qobject_cast<const QAbstractItemView*>(above) != nullptr || above->inherits("QMenuBar") ||
            above->inherits("QTabBar") || qobject_cast<const QLineEdit*>(above) != nullptr)
            return false;
    }
    return !widget.inherits("QHeaderView") && !widget.inherits("QTableCornerButton") &&
           !widget.inherits("QDockWidgetTitleButton");
}

std::string nameOf(const QWidget& widget) {
    QString path = widget.metaObject()->className();
    const auto* button = qobject_cast<const QAbstractButton*>(&widget);
    if (button != nullptr) path += " \"" + button->text() + '"';
    for (const QWidget* above = widget.parentWidget(); above != nullptr; above = above->parentWidget())
        path = QString(above->metaObject()->className()) + " / " + path;
    return path.toStdString();
}

/// A widget's own or that of the one around it that speaks for it.
QString toolTipOf(const QWidget& widget) {
    for (const QWidget* at = &widget; at != nullptr && !at->isWindow(); at = at->parentWidget())
        if (!at->toolTip().isEmpty()) return at->toolTip();
    return {};
}

bool hasName(const QWidget& widget) {
    if (!widget.accessibleName().isEmpty()) return true;
    const auto* button = qobject_cast<const QAbstractButton*>(&widget);
    return button != nullptr && !button->text().isEmpty() && button->text() != "…" && button->text() != "✕";
}

} // namespace

TEST_CASE("every control of the window has a tooltip that teaches and a name for screen readers", "[gui][tooltips]") {
    const QTemporaryDir folder;
    const QString file = folder.filePath("store.sqlite");
    const ExampleStore made = writeExampleStore(file.toStdString(), ::getpid());
    TestWindow test;
    QSignalSpy filled(&test.window, &MainWindow::panelsFilled);
    test.window.openDatabase(file);
    REQUIRE(waitFor([&] { return filled.count() > 0; }));
    test.window.runTable().selectRuns({made.done[0], made.done[2]});
    REQUIRE(waitFor([&] { return filled.count() > 1; }));
    int controls = 0;
    for (const auto* widget : test.window.findChildren<QWidget*>()) {
        if (!isControl(*widget)) continue;
        ++controls;
        INFO(nameOf(*widget));
        CHECK(toolTipOf(*widget).size() > 8);
        CHECK(hasName(*widget));
    }
    CHECK(controls > 60);
}

TEST_CASE("every entry of the menus says what it does", "[gui][tooltips]") {
    TestWindow test;
    int entries = 0;
    for (const auto* action : test.window.findChildren<QAction*>()) {
        if (action->isSeparator() || action->menu() != nullptr || action->text().isEmpty()) continue;
        // A line's own context menu is Qt's.
        if (qobject_cast<const QLineEdit*>(action->parent()) != nullptr || action->objectName().startsWith("_q_"))
            continue;
        ++entries;
        const QString where = action->parent() != nullptr ? action->parent()->metaObject()->className() : "";
        INFO(where.toStdString() << ": " << action->text().toStdString());
        CHECK(action->toolTip() != action->text().remove('&').remove("…"));
        CHECK(action->toolTip().size() > 8);
    }
    CHECK(entries > 30);
}
