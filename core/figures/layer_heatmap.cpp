#include "figures/layer_heatmap.h"

#include <cmath>
#include <iterator>
#include <map>
#include <set>

namespace lightcl {

LayerHeatmap layerHeatmap(const std::string& metric, const std::vector<LayerMetricRow>& rows) {
    std::set<RunPosition> moments;
    std::map<int, std::string> layers;
    for (const auto& row : rows) {
        moments.insert({row.task, row.epoch});
        layers.emplace(row.layerIndex, row.layer);
    }
    LayerHeatmap heatmap{metric, {}, {moments.begin(), moments.end()}, {}};
    for (const auto& [index, name] : layers) heatmap.layers.push_back(name);
    heatmap.values.assign(layers.size(), Series(moments.size()));
    for (const auto& row : rows) {
        const auto layer = static_cast<std::size_t>(std::distance(layers.begin(), layers.find(row.layerIndex)));
        const auto moment = std::distance(moments.begin(), moments.find({row.task, row.epoch}));
        if (std::isfinite(row.value)) heatmap.values[layer][static_cast<std::size_t>(moment)] = row.value;
    }
    return heatmap;
}

void alignMoments(std::vector<LayerHeatmap>& heatmaps) {
    std::set<RunPosition> all;
    for (const auto& heatmap : heatmaps) all.insert(heatmap.moments.begin(), heatmap.moments.end());
    const std::vector<RunPosition> moments(all.begin(), all.end());
    for (auto& heatmap : heatmaps) {
        for (auto& series : heatmap.values) {
            Series aligned(moments.size());
            for (std::size_t i = 0; i < heatmap.moments.size(); ++i) {
                const auto place = std::distance(all.begin(), all.find(heatmap.moments[i]));
                aligned[static_cast<std::size_t>(place)] = series[i];
            }
            series = std::move(aligned);
        }
        heatmap.moments = moments;
    }
}

} // namespace lightcl
