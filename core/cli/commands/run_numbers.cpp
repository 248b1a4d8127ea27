#include "cli/commands/run_numbers.h"

#include "base/error.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <fmt/format.h>
#include <optional>
#include <string_view>

namespace lightcl {

namespace {

constexpr std::size_t kMostRuns = 1'000'000;

std::optional<RunId> runNumber(std::string_view text) {
    RunId value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = error == std::errc() && end == text.data() + text.size();
    return whole && value >= 0 ? std::optional(value) : std::nullopt;
}

[[noreturn]] void refuse(const std::string& text) {
    throw InputError(fmt::format("runs: expected a run's number or a range of them, such as 3-10, got {}", text));
}

void append(std::vector<RunId>& runs, const std::string& text) {
    const auto dash = text.find('-');
    const auto first = runNumber(std::string_view(text).substr(0, dash));
    const auto last = dash == std::string::npos ? first : runNumber(std::string_view(text).substr(dash + 1));
    if (!first || !last || *last < *first) refuse(text);
    if (static_cast<std::uint64_t>(*last - *first) >= kMostRuns - std::min(kMostRuns, runs.size())) refuse(text);
    for (RunId run = *first; run <= *last; ++run) runs.push_back(run);
}

} // namespace

std::vector<RunId> parseRunNumbers(const std::vector<std::string>& given) {
    std::vector<RunId> runs;
    for (const auto& text : given) append(runs, text);
    return runs;
}

std::string runNumbers(std::vector<RunId> runs) {
    constexpr int mostParts = 20;
    constexpr std::ptrdiff_t shortestRange = 4;
    std::sort(runs.begin(), runs.end());
    std::string text;
    int parts = 0;
    for (auto first = runs.begin(); first != runs.end();) {
        auto last = first;
        while (std::next(last) != runs.end() && *std::next(last) == *last + 1) ++last;
        if (last - first + 1 < shortestRange) last = first;
        if (++parts > mostParts) return {};
        text += text.empty() ? "" : " ";
        text += first == last ? fmt::format("{}", *first) : fmt::format("{}-{}", *first, *last);
        first = std::next(last);
    }
    return text;
}

} // namespace lightcl
