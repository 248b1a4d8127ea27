#pragma once

#include "cli/console.h"
#include "runs/run_event.h"

#include <memory>
#include <string>

namespace lightcl {

/// Shows training runs while they run. Of every run it first gets "started", and in the end "finished" or "failed".
class RunDisplay {
public:
    virtual ~RunDisplay() = default;

    /// An event and the line it came as.
    virtual void show(const RunEvent& event, const std::string& line) = 0;
    /// Called often, so that a display may redraw what has changed.
    virtual void refresh() {}
    /// Leaves the screen as plain text; nothing is shown after it.
    virtual void close() {}
};

/// JSON lines when they are asked for, progress bars on a terminal, else plain lines.
std::unique_ptr<RunDisplay> makeRunDisplay(const Console& console, bool json);

} // namespace lightcl
