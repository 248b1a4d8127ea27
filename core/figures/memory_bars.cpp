#include "figures/memory_bars.h"

#include <algorithm>
#include <array>
#include <map>

namespace lightcl {

MemoryBars memoryBars(const std::vector<MemoryRow>& rows, std::optional<std::int64_t> peakRssBytes) {
    std::map<std::pair<std::string, int>, MemoryBreakdown> peaks; // by source and task
    for (const auto& row : rows) peaks[{row.source, row.task}][row.category] = row.peakBytes;
    constexpr std::array<std::pair<const char*, const char*>, 3> sources = {
        {{"exact", "predicted, exact"}, {"paper", "predicted, paper"}, {"measured", "measured"}}};
    MemoryBars result{{}, peakRssBytes};
    for (const auto& [source, label] : sources) {
        std::optional<MemoryBreakdown> largest;
        for (const auto& [key, bytes] : peaks) {
            if (key.first == source && (!largest || bytes.total() > largest->total())) largest = bytes;
        }
        if (largest) result.bars.push_back({label, *largest});
    }
    return result;
}

} // namespace lightcl
