#include "figures/layer_questions.h"

#include "catalog/layer_metric.h"
#include "figures/freeze_advice.h"
#include "figures/layer_facts.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>
#include <map>
#include <numeric>

namespace lightcl {

namespace {

/// What would make the metric's rows.
std::string withoutRows(const RunRecord& run, std::string_view metric) {
    if (run.layerMetrics.empty()) return "This run did not measure its layers: measuring.layer_metrics = true would.";
    return fmt::format("No {} yet: it compares with earlier tasks and is measured from the second task on.",
                       findLayerMetric(metric)->title);
}

/// Ordered by value; NaN last, equal ones in the network's order.
std::vector<std::size_t> orderedBy(const std::vector<double>& values, bool ascending) {
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        if (std::isnan(values[a]) || std::isnan(values[b])) return !std::isnan(values[a]) && std::isnan(values[b]);
        return ascending ? values[a] < values[b] : values[a] > values[b];
    });
    return order;
}

/// Each task's last measured values.
std::map<int, LayerMetrics::Course::const_iterator> taskEnds(const LayerMetrics::Course& course) {
    std::map<int, LayerMetrics::Course::const_iterator> ends;
    for (auto entry = course.begin(); entry != course.end(); ++entry) ends[entry->first.task] = entry;
    return ends;
}

std::string safeSentence(const RunRecord& run, const std::vector<double>& values, RunPosition at, double threshold) {
    const auto reaches = std::count_if(values.begin(), values.end(), [&](double value) { return value >= threshold; });
    auto sentence = fmt::format("{} of {} layers reach a generalizability of {:.2f} after task {}, epoch {}.", reaches,
                                values.size(), threshold, at.task, at.epoch);
    const auto advice = adviseFreeze(run, at, threshold);
    if (!advice) return sentence;
    if (advice->firstTrainable == 0) return sentence + " None from the image on: " + advice->reason + '.';
    std::int64_t frozen = 0;
    for (std::size_t stage = 0; stage < advice->firstTrainable; ++stage)
        frozen += run.network.stages[stage].parameters();
    return fmt::format("{} Without a gap from the image on: up to {}, {:.1f} % of the parameters.", sentence,
                       run.network.stages[advice->firstTrainable - 1].name,
                       100.0 * static_cast<double>(frozen) / static_cast<double>(run.network.parameters()));
}

} // namespace

LayerAnswer layerThatForgotMost(const RunRecord& run) {
    LayerAnswer answer;
    answer.metric = layerMetricName("memory_stability");
    const auto* course = run.layerMetrics.course(answer.metric);
    if (course == nullptr) {
        answer.sentence = withoutRows(run, answer.metric);
        return answer;
    }
    std::vector<double> lowest(run.layerMetrics.layers().size(), std::numeric_limits<double>::quiet_NaN());
    double least = std::numeric_limits<double>::infinity();
    for (const auto& [task, end] : taskEnds(*course)) {
        for (std::size_t layer = 0; layer < end->second.size() && layer < lowest.size(); ++layer) {
            const double value = end->second[layer];
            if (std::isnan(value)) continue;
            if (!(lowest[layer] <= value)) lowest[layer] = value;
            if (value >= least) continue;
            least = value;
            answer.layer = layer;
            answer.at = end->first;
        }
    }
    answer.order = orderedBy(lowest, true);
    if (!answer.layer) return answer;
    answer.sentence = least >= 1 ? "No layer forgot anything: every memory stability is 1."
                                 : fmt::format("{} forgot most, in task {}: memory stability {:.3f} at its end.",
                                               layerName(run, *answer.layer), answer.at.task, least);
    return answer;
}

LayerAnswer layersSafeToFreeze(const RunRecord& run, double threshold) {
    LayerAnswer answer;
    answer.metric = layerMetricName("generalizability");
    const auto* course = run.layerMetrics.course(answer.metric);
    if (course == nullptr || course->empty()) {
        answer.sentence = withoutRows(run, answer.metric);
        return answer;
    }
    auto values = course->rbegin()->second;
    values.resize(run.layerMetrics.layers().size(), std::numeric_limits<double>::quiet_NaN());
    answer.at = course->rbegin()->first;
    answer.order = orderedBy(values, false);
    if (!answer.order.empty() && !std::isnan(values[answer.order.front()])) answer.layer = answer.order.front();
    answer.sentence = safeSentence(run, values, answer.at, threshold);
    return answer;
}

} // namespace lightcl
