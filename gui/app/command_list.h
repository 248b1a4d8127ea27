#pragma once

#include <QString>
#include <functional>
#include <vector>

class QWidget;

namespace lightcl {

/// Something that can be done in a window: an entry of a menu, or a control in a dock.
struct Command {
    QString title; ///< with its menu or dock before it: "View: Dark", "Memory: Budget"
    QString help;  ///< what it does, in a sentence
    QString keys;  ///< its shortcut, as text
    bool enabled = true;
    std::function<void()> run; ///< triggers the entry, presses the button, or goes to the field
};

/// Every command there is in the window: the entries of its menus (its submenus' too), its other actions that have a
/// text, and the buttons, boxes and fields on show in its docks. `goTo` brings a dock to the front.
std::vector<Command> commandsOf(QWidget& window, const std::function<void(QWidget&)>& goTo);

/// The commands of which each word of `words` is found in title, help or keys, best first: those whose title has all
/// the words at the beginning of its words, then those whose title has them, then the others; short titles before long.
std::vector<std::size_t> matchingCommands(const std::vector<Command>& commands, const QString& words);

} // namespace lightcl
