#include "cli/display/terminal_display.h"

#include "cli/display/progress_text.h"

#include <algorithm>
#include <ostream>

namespace lightcl {

TerminalDisplay::TerminalDisplay(std::ostream& out, std::function<int()> columns)
    : out_(&out), columns_(std::move(columns)) {}

TerminalDisplay::~TerminalDisplay() {
    erase();
    out_->flush();
}

void TerminalDisplay::show(const RunEvent& event, const std::string& /*line*/) {
    if (event.event == "notice") return leave(runLabel(event) + ": " + event.message);
    if (event.event == "stage") return; // knows no progress, which would start anew
    const bool ended = event.event == "finished" || event.event == "failed";
    if (!ended) return update(event);
    std::erase_if(running_, [&](const auto& other) { return other.run == event.run; });
    leave(endLine(event));
}

void TerminalDisplay::update(const RunEvent& event) {
    const auto same =
        std::find_if(running_.begin(), running_.end(), [&](const auto& other) { return other.run == event.run; });
    if (same == running_.end()) {
        running_.push_back(event);
    } else {
        const auto classIl = event.classIl ? event.classIl : same->classIl; // a step does not know it, an epoch does
        *same = event;
        same->classIl = classIl;
    }
    changed_ = true;
}

void TerminalDisplay::refresh() {
    constexpr auto shortestPause = std::chrono::milliseconds(100);
    if (changed_ && Clock::now() - drawnAt_ >= shortestPause) draw();
}

void TerminalDisplay::close() {
    running_.clear();
    erase();
    out_->flush();
}

void TerminalDisplay::leave(const std::string& text) {
    erase();
    *out_ << text << '\n';
    draw();
}

void TerminalDisplay::draw() {
    erase();
    // The last column stays free: terminals differ in what a full line does.
    const auto width = static_cast<std::size_t>(std::max(columns_() - 1, 1));
    for (const auto& event : running_) *out_ << progressLine(event, width) << '\n';
    drawnLines_ = running_.size();
    out_->flush();
    changed_ = false;
    drawnAt_ = Clock::now();
}

void TerminalDisplay::erase() {
    if (drawnLines_ > 0) *out_ << "\r\x1b[" << drawnLines_ << "A\x1b[J"; // up, then clear to the end of the screen
    drawnLines_ = 0;
}

} // namespace lightcl
