#pragma once

#include "app/main_window.h"

#include <chrono>

namespace lightcl {

/// Writes a picture of the window `delay` after its panels show the runs (or five seconds after the start, when they
/// stay empty), then quits the program with 0, or with 1 when the file cannot be written.
void screenshotWhenFilled(MainWindow& window, const QString& file, std::chrono::seconds delay);

} // namespace lightcl
