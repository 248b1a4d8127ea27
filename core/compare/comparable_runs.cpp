#include "compare/comparable_runs.h"

#include "base/error.h"

#include <algorithm>
#include <cmath>
#include <fmt/ranges.h>

namespace lightcl {

namespace {

std::string runNumbersOf(const std::vector<const RunRecord*>& runs) {
    std::vector<std::string> numbers;
    for (const auto* run : runs) numbers.push_back(fmt::format("{}", run->summary.id));
    constexpr std::size_t most = 10;
    const auto left = numbers.size() > most ? numbers.size() - most : 0;
    numbers.resize(std::min(numbers.size(), most));
    return fmt::format("{} {}{}", runs.size() == 1 ? "run" : "runs", fmt::join(numbers, ", "),
                       left == 0 ? "" : fmt::format(" and {} more", left));
}

} // namespace

const RunFigure& comparableFigure(const RunFigure* figure) {
    if (figure == nullptr || !isResult(*figure))
        throw InputError("metric: expected what a run reached or needed, such as class_il or measured_peak_bytes");
    return *figure;
}

std::vector<const RunRecord*> comparableRuns(const std::vector<const RunRecord*>& runs, const RunFigure& figure,
                                             std::vector<std::string>& notes) {
    std::vector<const RunRecord*> usable, unfinished, unmeasured, unreadable, imported;
    for (const auto* run : runs) {
        if (run->summary.isApart()) continue; // no method
        const bool isDone = run->summary.state == RunState::Done;
        const auto value = numberOf(figure, run->summary);
        const bool hasValue = value && std::isfinite(*value);
        const bool isKnown = run->spec || run->isImported;
        (!isDone ? unfinished : !hasValue ? unmeasured : !isKnown ? unreadable : usable).push_back(run);
        if (isDone && hasValue && run->isImported) imported.push_back(run);
    }
    const auto tell = [&notes](const std::vector<const RunRecord*>& left, const std::string& why) {
        if (!left.empty()) notes.push_back(fmt::format("Left out: {} ({}).", runNumbersOf(left), why));
    };
    tell(unfinished, "not finished");
    tell(unmeasured, fmt::format("no {} was measured", figure.title));
    tell(unreadable, "the spec cannot be read");
    if (!imported.empty())
        notes.push_back(
            fmt::format("Imported: {}. Their settings are not known; those of one name, method and data set "
                        "count as alike.",
                        runNumbersOf(imported)));
    return usable;
}

} // namespace lightcl
