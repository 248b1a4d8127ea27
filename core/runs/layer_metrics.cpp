#include "runs/layer_metrics.h"

#include <algorithm>
#include <limits>

namespace lightcl {

LayerMetrics::LayerMetrics(const std::vector<LayerMetricRow>& rows) {
    for (const LayerMetricRow& row : rows) {
        nameLayer(row.layerIndex, row.layer);
        add(row.metric, {row.task, row.epoch}, row.layerIndex, row.value);
    }
}

void LayerMetrics::nameLayer(int layerIndex, const std::string& name) {
    if (layerIndex < 0) return;
    const auto index = static_cast<std::size_t>(layerIndex);
    if (layers_.size() <= index) layers_.resize(index + 1);
    if (layers_[index].empty()) layers_[index] = name;
}

void LayerMetrics::add(const std::string& metric, RunPosition position, int layerIndex, double value) {
    if (layerIndex < 0) return;
    const auto index = static_cast<std::size_t>(layerIndex);
    if (layers_.size() <= index) layers_.resize(index + 1);
    Course& course = courseOf(metric);
    // Rows come in order: the last position is nearly always the one, or just before it.
    const bool isLast = !course.empty() && course.rbegin()->first == position;
    Values& values = isLast ? course.rbegin()->second : course.try_emplace(course.end(), position)->second;
    if (values.size() <= index) values.resize(index + 1, std::numeric_limits<double>::quiet_NaN());
    values[index] = value;
}

const LayerMetrics::Course* LayerMetrics::course(const std::string& metric) const {
    const auto found =
        std::find_if(courses_.begin(), courses_.end(), [&](const auto& course) { return course.first == metric; });
    return found == courses_.end() ? nullptr : &found->second;
}

LayerMetrics::Course& LayerMetrics::courseOf(const std::string& metric) {
    if (!courses_.empty() && courses_.back().first == metric) return courses_.back().second;
    const auto found =
        std::find_if(courses_.begin(), courses_.end(), [&](const auto& course) { return course.first == metric; });
    if (found != courses_.end()) return found->second;
    return courses_.emplace_back(metric, Course{}).second;
}

} // namespace lightcl
