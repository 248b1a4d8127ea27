#pragma once

#include <QString>
#include <functional>
#include <optional>

class QWidget;

namespace lightcl {

/// Asks whether to do something that loses work: title, text, and what the button that does it says. True: do it.
using Question = std::function<bool(const QString& title, const QString& text, const QString& yes)>;

/// Asks for a text: title, what it is, and the text as it stands. Nothing: leave it.
using TextQuestion =
    std::function<std::optional<QString>(const QString& title, const QString& label, const QString& text)>;

/// Asks for a text of several lines over `parent`.
TextQuestion askForText(QWidget* parent);

/// Asks in a message box over `parent`; the safe answer is the default.
Question askInMessageBox(QWidget* parent);

} // namespace lightcl
