#pragma once

class QMenu;

namespace lightcl {

class MainWindow;

/// Fills the menu of layouts: the named ones, the user's own, saving and deleting those, and the default.
void addLayoutMenu(QMenu* view, MainWindow& window);

} // namespace lightcl
