#include "catalog/layer_metric.h"
#include "support/catch.h"
#include "support/places.h"
#include "support/temporary_folder.h"

#include <set>
#include <sstream>
#include <string>

using namespace lightcl;

namespace {

/// The names in backticks in the first cells of the table in docs/metrics.md's section "Layers".
std::multiset<std::string> documentedMetrics() {
    std::istringstream lines(test::readBytes(test::sourceFolder() / "docs/metrics.md"));
    std::multiset<std::string> names;
    bool inSection = false;
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with("## ")) inSection = line == "## Layers";
        if (!inSection || !line.starts_with("| `")) continue;
        const auto cell = line.substr(0, line.find('|', 1));
        for (std::size_t open = cell.find('`'); open != std::string::npos;) {
            const auto close = cell.find('`', open + 1);
            names.insert(cell.substr(open + 1, close - open - 1));
            open = cell.find('`', close + 1);
        }
    }
    return names;
}

} // namespace

TEST_CASE("docs/metrics.md defines every layer metric once, and no other") {
    std::multiset<std::string> listed;
    for (const auto& metric : kLayerMetrics) listed.emplace(metric.name);
    CHECK(documentedMetrics() == listed);
}

TEST_CASE("Every layer metric has a title, a formula and a colour of its own, and a scale that can be drawn") {
    std::set<std::uint32_t> colors;
    std::set<std::string_view> titles;
    for (const auto& metric : kLayerMetrics) {
        CAPTURE(metric.name);
        CHECK_FALSE(metric.definition.empty());
        CHECK_FALSE(metric.source.empty());
        CHECK(colors.insert(metric.color).second);
        CHECK(titles.insert(metric.title).second);
        CHECK(findLayerMetric(metric.name) == &metric);
        if (metric.scale.logarithmic) CHECK_FALSE(metric.scale.lower.has_value());
        if (metric.isYesNo()) CHECK_FALSE(metric.words[0].empty());
    }
    CHECK(findLayerMetric("relative_weight_change") == nullptr);
    CHECK(findLayerMetric("gradient_l1") != nullptr);
}
