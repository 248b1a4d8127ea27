#pragma once

#include "cli/display/run_display.h"

#include <chrono>
#include <functional>
#include <iosfwd>
#include <vector>

namespace lightcl {

/// One progress bar a running run, redrawn in place at most ten times a second; a finished run leaves one line above.
class TerminalDisplay : public RunDisplay {
public:
    TerminalDisplay(std::ostream& out, std::function<int()> columns);
    ~TerminalDisplay() override;

    void show(const RunEvent& event, const std::string& line) override;
    void refresh() override;
    void close() override;

private:
    using Clock = std::chrono::steady_clock;

    void update(const RunEvent& event);
    void leave(const std::string& text);
    void draw();
    void erase();

    std::ostream* out_;
    std::function<int()> columns_;
    std::vector<RunEvent> running_; ///< the last event of each, in order of their start
    std::size_t drawnLines_ = 0;
    bool changed_ = false;
    Clock::time_point drawnAt_{};
};

} // namespace lightcl
