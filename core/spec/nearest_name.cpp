#include "spec/nearest_name.h"

#include <algorithm>

namespace lightcl {

std::size_t editDistance(std::string_view from, std::string_view to) {
    // One row of the usual table: row[j] is the distance of what was read of `from` to the first j bytes of `to`.
    std::vector<std::size_t> row;
    for (std::size_t j = 0; j <= to.size(); ++j) row.push_back(j);
    for (std::size_t i = 0; i < from.size(); ++i) {
        std::size_t diagonal = row.front();
        row.front() = i + 1;
        for (std::size_t j = 0; j < to.size(); ++j) {
            const std::size_t replaced = diagonal + (from[i] == to[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({replaced, row[j] + 1, diagonal + 1});
        }
    }
    return row.back();
}

std::string nearestName(std::string_view name, const std::vector<std::string>& candidates) {
    const auto nearest = std::min_element(candidates.begin(), candidates.end(), [&](const auto& a, const auto& b) {
        return editDistance(name, a) < editDistance(name, b);
    });
    return nearest == candidates.end() ? std::string{} : *nearest;
}

std::string similarName(std::string_view name, const std::vector<std::string>& candidates) {
    const std::string nearest = nearestName(name, candidates);
    const std::size_t written = name.size() - (name.rfind('.') + 1); // npos + 1 is 0
    return editDistance(name, nearest) <= std::max<std::size_t>(2, written / 3) ? nearest : std::string{};
}

} // namespace lightcl
