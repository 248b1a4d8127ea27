#pragma once

#include "app/main_window.h"

namespace lightcl {

/// Writes a picture of the window once its panels show the runs, then quits the program with 0, or 1 when the file
/// cannot be written or the panels stay empty for ten seconds.
void screenshotWhenFilled(MainWindow& window, const QString& file);

} // namespace lightcl
