#pragma once

namespace lightcl {

class MainWindow;

/// Fills the window's menu bar: File, Runs, View, Help.
void addMenus(MainWindow& window);

} // namespace lightcl
