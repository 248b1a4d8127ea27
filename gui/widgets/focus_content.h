#pragma once

class QWidget;

namespace lightcl {

/// Gives the keyboard to what a dock's content is there for: its plot, list or table that is on show, before the
/// buttons and boxes around it. The focus is shown as after Tab.
void focusContent(QWidget& content);

} // namespace lightcl
