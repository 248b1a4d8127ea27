#include "base/units.h"

#include <array>
#include <cmath>
#include <fmt/format.h>

namespace lightcl {

std::string formatBytes(std::int64_t bytes) {
    const auto mebibytes = static_cast<double>(bytes) / kMiB;
    if (std::abs(mebibytes) >= 10 * 1024) return fmt::format("{:.1f} GiB", mebibytes / 1024);
    if (std::abs(mebibytes) >= 0.1 || bytes == 0) return fmt::format("{:.1f} MiB", mebibytes);
    return fmt::format("{:.1f} KiB", static_cast<double>(bytes) / 1024);
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
