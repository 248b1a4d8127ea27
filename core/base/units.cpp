#include "base/units.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <fmt/format.h>
#include <system_error>
#include <utility>

namespace lightcl {

std::string formatBytes(std::int64_t bytes) {
    const auto mebibytes = static_cast<double>(bytes) / kMiB;
    if (std::abs(mebibytes) >= 10 * 1024) return fmt::format("{:.1f} GiB", mebibytes / 1024);
    if (std::abs(mebibytes) >= 0.1 || bytes == 0) return fmt::format("{:.1f} MiB", mebibytes);
    return fmt::format("{:.1f} KiB", static_cast<double>(bytes) / 1024);
}

std::optional<std::int64_t> parseBytes(std::string_view text) {
    constexpr std::array<std::pair<std::string_view, double>, 9> units = {{{"", 1},
                                                                           {"b", 1},
                                                                           {"kib", 1024},
                                                                           {"mib", kMiB},
                                                                           {"gib", 1024 * kMiB},
                                                                           {"kb", 1e3},
                                                                           {"mb", 1e6},
                                                                           {"gb", 1e9},
                                                                           {"tib", kMiB * kMiB}}};
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || !std::isfinite(number)) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    while (text.starts_with(' ')) text.remove_prefix(1);
    std::string unit(text);
    for (char& letter : unit)
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    const auto known = std::find_if(units.begin(), units.end(), [&](const auto& each) { return each.first == unit; });
    if (known == units.end()) return std::nullopt;
    const double bytes = std::round(number * known->second);
    constexpr double kMost = 9e18;
    return bytes >= 1 && bytes < kMost ? std::optional(static_cast<std::int64_t>(bytes)) : std::nullopt;
}

std::string formatSeconds(double seconds) {
    if (!std::isfinite(seconds) || seconds < 0) return "-";
    if (seconds < 9.95) return fmt::format("{:.1f} s", seconds);
    const auto whole = static_cast<std::int64_t>(std::llround(seconds));
    if (whole < 60) return fmt::format("{} s", whole);
    if (whole < 3600) return fmt::format("{} min {:02} s", whole / 60, whole % 60);
    return fmt::format("{} h {:02} min", whole / 3600, whole % 3600 / 60);
}

std::string formatPercent(double fraction) {
    return std::isfinite(fraction) ? fmt::format("{:.2f}", fraction * 100) : "-";
}

std::string formatCount(double count) {
    constexpr std::array suffixes = {"", " k", " M", " G", " T", " P", " E"};
    std::size_t power = 0;
    while (std::abs(count) >= 1000 && power + 1 < suffixes.size()) {
        count /= 1000;
        ++power;
    }
    return power == 0 ? fmt::format("{:.0f}", count) : fmt::format("{:.4g}{}", count, suffixes[power]);
}

std::string formatScientific(double value) {
    return fmt::format("{:.2e}", value);
}

} // namespace lightcl
