#include "app/command_list.h"

#include "widgets/section.h"

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QAction>
#include <QComboBox>
#include <QDockWidget>
#include <QFrame>
#include <QLineEdit>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QPointer>
#include <QRegularExpression>
#include <QSet>
#include <algorithm>
#include <utility>

namespace lightcl {

namespace {

QString plain(QString text) {
    static const QRegularExpression mnemonic(QStringLiteral("&(.)"));
    return text.replace(mnemonic, QStringLiteral("\\1")).remove(QChar(0x2026));
}

QString helpOf(const QAction& action) {
    if (!action.statusTip().isEmpty()) return action.statusTip();
    return action.toolTip() == plain(action.text()) ? QString() : action.toolTip();
}

/// A control's own, or that of what it is a part of.
QString toolTipOf(const QWidget& widget) {
    for (const QWidget* at = &widget; at != nullptr && qobject_cast<const QDockWidget*>(at) == nullptr;
         at = at->parentWidget())
        if (!at->toolTip().isEmpty()) return at->toolTip();
    return {};
}

class CommandCollector {
public:
    explicit CommandCollector(const std::function<void(QWidget&)>& goTo) : goTo_(goTo) {}

    void add(QAction* action, const QString& place) {
        if (action->isSeparator() || action->text().isEmpty() || seen_.contains(action)) return;
        seen_.insert(action);
        if (action->menu() != nullptr) return addMenu(action->menu(), plain(action->text()));
        const QString title =
            place.isEmpty() ? plain(action->text()) : place + QStringLiteral(": ") + plain(action->text());
        commands.push_back({title, helpOf(*action), action->shortcut().toString(QKeySequence::NativeText),
                            action->isEnabled(), [action = QPointer(action)] {
                                if (action) action->trigger();
                            }});
    }

    void addMenu(QMenu* menu, const QString& title) {
        emit menu->aboutToShow(); // lists of files and layouts are made when they are asked for
        for (QAction* action : menu->actions()) add(action, title);
    }

    void addControls(QDockWidget& dock) {
        for (auto* widget : dock.widget()->findChildren<QWidget*>()) {
            if (!isControl(*widget) || !widget->isVisibleTo(&dock)) continue;
            const QString name = nameOf(*widget);
            if (name.isEmpty()) continue;
            commands.push_back({placeOf(*widget, dock) + QStringLiteral(": ") + name,
                                toolTipOf(*widget).section(QLatin1Char('\n'), 0, 0),
                                {},
                                widget->isEnabled(),
                                [goTo = goTo_, dock = QPointer(&dock), control = QPointer(widget)] {
                                    if (!dock || !control) return;
                                    goTo(*dock);
                                    use(*control);
                                }});
        }
    }

    std::vector<Command> commands;

private:
    /// Not the parts that controls are made of: a spin box's line, a menu's own buttons.
    static bool isControl(const QWidget& widget) {
        const auto* parent = widget.parentWidget();
        if (qobject_cast<const QComboBox*>(parent) != nullptr ||
            qobject_cast<const QAbstractSpinBox*>(parent) != nullptr)
            return false;
        return (widget.focusPolicy() & Qt::TabFocus) != 0 &&
               (qobject_cast<const QAbstractButton*>(&widget) != nullptr ||
                qobject_cast<const QComboBox*>(&widget) != nullptr ||
                qobject_cast<const QAbstractSpinBox*>(&widget) != nullptr ||
                qobject_cast<const QLineEdit*>(&widget) != nullptr);
    }

    /// The dock, then the sections and named frames the control is in: these have fields of one name.
    static QString placeOf(const QWidget& widget, const QDockWidget& dock) {
        QStringList places;
        const QWidget* within = widget.parentWidget();
        if (qobject_cast<const Section*>(within) != nullptr) within = within->parentWidget(); // its own heading
        for (; within != nullptr && within != &dock; within = within->parentWidget()) {
            const auto* section = qobject_cast<const Section*>(within);
            const auto* frame = qobject_cast<const QFrame*>(within);
            const QString name = section != nullptr ? section->title()
                                 : frame != nullptr ? frame->accessibleName()
                                                    : QString();
            if (!name.isEmpty()) places.prepend(name);
        }
        places.prepend(dock.windowTitle());
        return places.join(QStringLiteral(", "));
    }

    static QString nameOf(const QWidget& widget) {
        if (!widget.accessibleName().isEmpty()) return widget.accessibleName();
        const auto* button = qobject_cast<const QAbstractButton*>(&widget);
        return button != nullptr ? plain(button->text()) : QString();
    }

    static void use(QWidget& control) {
        control.setFocus(Qt::ShortcutFocusReason);
        if (auto* button = qobject_cast<QAbstractButton*>(&control)) button->animateClick();
        if (auto* box = qobject_cast<QComboBox*>(&control)) box->showPopup();
    }

    std::function<void(QWidget&)> goTo_;
    QSet<QAction*> seen_;
};

} // namespace

std::vector<Command> commandsOf(QWidget& window, const std::function<void(QWidget&)>& goTo) {
    CommandCollector collector(goTo);
    if (auto* main = qobject_cast<QMainWindow*>(&window))
        for (QAction* menu : main->menuBar()->actions()) collector.add(menu, {});
    for (QAction* action : window.actions()) collector.add(action, {});
    for (auto* dock : window.findChildren<QDockWidget*>()) collector.addControls(*dock);
    return std::move(collector.commands);
}

std::vector<std::size_t> matchingCommands(const std::vector<Command>& commands, const QString& words) {
    const QStringList wanted = words.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    const auto rankOf = [&](const Command& command) {
        const auto all = [&](const auto& fits) { return std::ranges::all_of(wanted, fits); };
        const QString padded = QLatin1Char(' ') + command.title;
        if (all([&](const QString& word) { return padded.contains(QLatin1Char(' ') + word, Qt::CaseInsensitive); }))
            return 0;
        if (all([&](const QString& word) { return command.title.contains(word, Qt::CaseInsensitive); })) return 1;
        const QString whole = command.title + QLatin1Char(' ') + command.help + QLatin1Char(' ') + command.keys;
        return all([&](const QString& word) { return whole.contains(word, Qt::CaseInsensitive); }) ? 2 : 3;
    };
    std::vector<std::size_t> found;
    std::vector<int> ranks;
    for (std::size_t i = 0; i < commands.size(); ++i) {
        ranks.push_back(rankOf(commands[i]));
        if (ranks.back() < 3) found.push_back(i);
    }
    std::ranges::stable_sort(found, {}, [&](std::size_t i) {
        return std::pair(ranks[i], wanted.isEmpty()
                                       ? qsizetype{0}
                                       : qsizetype{commands[i].title.size()}); // the least that was not asked for
    });
    return found;
}

} // namespace lightcl
