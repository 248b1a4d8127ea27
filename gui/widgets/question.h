#pragma once

#include <QString>
#include <functional>

class QWidget;

namespace lightcl {

/// Asks whether to do something that loses work: title, text, and what the button that does it says. True: do it.
using Question = std::function<bool(const QString& title, const QString& text, const QString& yes)>;

/// Asks in a message box over `parent`; the safe answer is the default.
Question askInMessageBox(QWidget* parent);

} // namespace lightcl
