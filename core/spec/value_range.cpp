#include "spec/sweep.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace lightcl {

namespace {

constexpr auto kRangeForm = "expected a range { from = …, to = …, count = … } or { from = …, to = …, step = … }, with "
                            "scale = \"linear\" or, beside count, \"log\"";

std::optional<double> numberIn(const RawSection& range, const std::string& name) {
    const auto entry = range.entries.find(name);
    if (entry == range.entries.end() || !entry->second.value) return std::nullopt;
    if (const auto* integer = std::get_if<std::int64_t>(&*entry->second.value)) return static_cast<double>(*integer);
    if (const auto* number = std::get_if<double>(&*entry->second.value)) return *number;
    return std::nullopt;
}

/// Whether each of these is written as an integer, or is absent.
bool areIntegers(const RawSection& range, std::initializer_list<const char*> names) {
    return std::all_of(names.begin(), names.end(), [&](const char* name) {
        const auto entry = range.entries.find(name);
        return entry == range.entries.end() ||
               (entry->second.value && std::holds_alternative<std::int64_t>(*entry->second.value));
    });
}

bool isLogarithmic(const RawSection& range, const std::string& key) {
    const auto scale = range.entries.find("scale");
    if (scale == range.entries.end() || scale->second.value == Value{std::string("linear")}) return false;
    if (scale->second.value == Value{std::string("log")}) return true;
    throw specError(range.origin, key, kRangeForm);
}

/// As a person would write it: 0.01, not 0.010000000000000002.
double rounded(double value) {
    return std::stod(fmt::format("{:.12g}", value));
}

std::vector<double> counted(double from, double to, double count, bool logarithmic) {
    std::vector<double> values;
    for (double i = 0; i < count; ++i) {
        const double share = i / (count - 1);
        values.push_back(rounded(logarithmic ? from * std::pow(to / from, share) : from + (to - from) * share));
    }
    return values;
}

std::vector<double> stepped(double from, double to, double step) {
    std::vector<double> values;
    const double slack = 1e-9 * std::abs(step);
    for (double i = 0; from + i * step <= to + slack; ++i) values.push_back(rounded(from + i * step));
    return values;
}

} // namespace

std::vector<RawEntry> rangeValues(const RawSection& range, const std::string& key) {
    const auto refuse = [&]() { return specError(range.origin, key, kRangeForm); };
    const auto from = numberIn(range, "from");
    const auto to = numberIn(range, "to");
    const auto count = numberIn(range, "count");
    const auto step = numberIn(range, "step");
    const bool logarithmic = isLogarithmic(range, key);
    const std::size_t used = 3 + (range.entries.contains("scale") ? 1 : 0);
    const bool fits = from && to && *from < *to && count.has_value() != step.has_value() &&
                      range.entries.size() == used && (!logarithmic || (count && *from > 0)) &&
                      (!count || (areIntegers(range, {"count"}) && *count >= 2 && *count <= 10'000)) &&
                      (!step || (*step > 0 && (*to - *from) / *step <= 10'000));
    if (!fits) throw refuse();
    const auto values = count ? counted(*from, *to, *count, logarithmic) : stepped(*from, *to, *step);
    const bool whole =
        areIntegers(range, {"from", "to", "step"}) &&
        std::all_of(values.begin(), values.end(), [](double value) { return value == std::floor(value); });
    std::vector<RawEntry> entries;
    for (const double value : values)
        entries.push_back(rawEntry(whole ? Value{static_cast<std::int64_t>(value)} : Value{value}, range.origin));
    return entries;
}

} // namespace lightcl
