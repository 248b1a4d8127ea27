#include "cli/display/progress_text.h"

#include "base/units.h"
#include "text/display_width.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <string_view>
#include <vector>

namespace lightcl {

namespace {

/// A piece of the progress line; pieces with the highest rank are left out first.
struct Piece {
    std::string text;
    int rank = 0;
};

bool isMidRun(const RunEvent& event) {
    return event.task > 0;
}

std::vector<Piece> leadingPieces(const RunEvent& event) {
    std::vector<Piece> pieces = {{event.method, 0}, {fmt::format("seed {}", event.seed), 2}};
    if (!isMidRun(event)) {
        pieces.push_back({"starting", 1});
        return pieces;
    }
    pieces.push_back({fmt::format("task {}/{}", event.task, event.tasks), 1});
    pieces.push_back({fmt::format("epoch {}/{}", event.epoch, event.epochs), 5});
    pieces.push_back({fmt::format("loss {:.3f}", event.loss), 6});
    if (event.classIl) pieces.push_back({fmt::format("class-IL {:>5}%", formatPercent(*event.classIl)), 4});
    return pieces;
}

std::vector<Piece> trailingPieces(const RunEvent& event) {
    std::vector<Piece> pieces = {{fmt::format("{:3.0f}%", std::clamp(event.fraction, 0.0, 1.0) * 100), 0}};
    // As wide as it ever gets, so that the bar keeps its length while the time shrinks.
    if (event.remainingSeconds >= 0)
        pieces.push_back({fmt::format("{:>11} left", formatSeconds(event.remainingSeconds)), 3});
    return pieces;
}

std::string joined(const std::vector<Piece>& pieces, int highestRank) {
    std::string text;
    for (const auto& piece : pieces) {
        if (piece.rank > highestRank) continue;
        if (!text.empty()) text += "  ";
        text += piece.text;
    }
    return text;
}

std::string accuracies(const RunEvent& event) {
    std::string text;
    if (event.classIl) text += fmt::format(", class-IL {} %", formatPercent(*event.classIl));
    if (event.taskIl) text += fmt::format(", task-IL {} %", formatPercent(*event.taskIl));
    return text;
}

} // namespace

std::string bar(double fraction, std::size_t width) {
    constexpr std::array<std::string_view, 8> parts = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
    const auto eighths = static_cast<std::size_t>(
        std::lround(std::clamp(std::isfinite(fraction) ? fraction : 0.0, 0.0, 1.0) * static_cast<double>(width) * 8));
    std::string text;
    for (std::size_t i = 0; i < eighths / 8; ++i) text += "█";
    text += parts[eighths % 8];
    for (std::size_t i = (eighths + 7) / 8; i < width; ++i) text += "░";
    return text;
}

std::string progressLine(const RunEvent& event, std::size_t width) {
    constexpr std::size_t shortestBar = 8;
    constexpr std::size_t longestBar = 40;
    constexpr std::size_t gaps = 4; // two blanks before and after the bar
    constexpr int leastImportant = 6;
    const auto leading = leadingPieces(event);
    const auto trailing = trailingPieces(event);
    for (int rank = leastImportant; rank >= 0; --rank) {
        const auto left = joined(leading, rank);
        const auto right = joined(trailing, rank);
        const auto used = displayWidth(left) + displayWidth(right) + gaps;
        if (used + shortestBar > width) continue;
        return fmt::format("{}  {}  {}", left, bar(event.fraction, std::min(width - used, longestBar)), right);
    }
    return shortened(fmt::format("{}  {}", joined(leading, 0), joined(trailing, 0)), width);
}

std::string runLabel(const RunEvent& event) {
    return fmt::format("run {}  {} seed {}", event.run, event.method, event.seed);
}

std::string epochLine(const RunEvent& event) {
    auto text =
        fmt::format("{}: task {}/{}, epoch {}/{}, loss {:.4f}{}, {:.0f} %", runLabel(event), event.task, event.tasks,
                    event.epoch, event.epochs, event.loss, accuracies(event), event.fraction * 100);
    if (event.remainingSeconds >= 0) text += fmt::format(", {} left", formatSeconds(event.remainingSeconds));
    return text;
}

std::string endLine(const RunEvent& event) {
    const auto label = runLabel(event);
    if (event.event == "failed") return fmt::format("{}: failed: {}", label, event.message);
    const auto verb = event.state == "done" ? "done in" : "interrupted after";
    return fmt::format("{}: {} {}{}", label, verb, formatSeconds(event.seconds), accuracies(event));
}

} // namespace lightcl
