#include "figures/layer_facts.h"

#include "base/units.h"
#include "catalog/layer_metric.h"
#include "cost/layer_memory.h"
#include "cost/precision.h"
#include "cost/stage_backward.h"
#include "cost/stage_operations.h"
#include "spec/settings.h"

#include <fmt/format.h>
#include <iterator>
#include <utility>

namespace lightcl {

namespace {

/// What a batch's maps depend on besides the layers.
struct BatchOfMaps {
    std::int64_t rows = 0;
    MemoryMode memory = MemoryMode::Fast;
    Precision precision;
};

BatchOfMaps batchOf(const RunRecord& run) {
    if (!run.spec || run.spec->training.values().empty()) return {};
    const TrainingSettings training = trainingSettings(run.spec->training);
    return {training.batchSize, training.memory, {training.bfloat16}};
}

void addLayer(LayerFacts& facts, const Operation& operation, const BatchOfMaps& batch) {
    facts.parameters += operation.layer.parameters();
    facts.weightBytes += weightBytes(operation.layer);
    facts.activationBytes += batch.rows * keptBytesPerRow(operation, batch.memory, batch.precision);
    facts.operations += 2 * operation.layer.macs();
}

/// What comes before a stage's first weight layer counts with that one.
void addStage(std::vector<LayerFacts>& all, const StageSpec& stage, std::size_t index, const BatchOfMaps& batch) {
    const std::size_t first = all.size();
    LayerFacts before;
    for (const Operation& operation : operationsOf(stage)) {
        if (operation.layer.isWeightLayer()) {
            LayerFacts facts;
            facts.name = operation.layer.name;
            facts.stage = stage.name;
            facts.stageIndex = index;
            if (all.size() == first) facts += before;
            all.push_back(std::move(facts));
        }
        addLayer(all.size() == first ? before : all.back(), operation, batch);
    }
}

std::vector<LayerFacts> namesOnly(const std::vector<std::string>& layers) {
    std::vector<LayerFacts> all;
    for (const std::string& layer : layers) {
        LayerFacts facts;
        facts.name = layer;
        facts.stage = stageOfLayer(layer);
        if (!all.empty()) facts.stageIndex = all.back().stageIndex + (all.back().stage == facts.stage ? 0 : 1);
        all.push_back(std::move(facts));
    }
    return all;
}

bool hasLayers(const std::vector<LayerFacts>& facts, const std::vector<std::string>& layers) {
    if (layers.empty()) return true;
    if (facts.size() != layers.size()) return false;
    for (std::size_t layer = 0; layer < layers.size(); ++layer)
        if (!layers[layer].empty() && layers[layer] != facts[layer].name) return false;
    return true;
}

} // namespace

LayerFacts& LayerFacts::operator+=(const LayerFacts& other) {
    parameters += other.parameters;
    weightBytes += other.weightBytes;
    activationBytes += other.activationBytes;
    operations += other.operations;
    return *this;
}

std::vector<LayerFacts> layerFacts(const RunRecord& run) {
    std::vector<LayerFacts> all;
    const BatchOfMaps batch = batchOf(run);
    for (std::size_t index = 0; index < run.network.stages.size(); ++index)
        addStage(all, run.network.stages[index], index, batch);
    const auto& measured = run.layerMetrics.layers();
    return all.empty() || !hasLayers(all, measured) ? namesOnly(measured) : all;
}

std::string stageOfLayer(std::string_view layer) {
    return std::string(layer.substr(0, layer.find('.')));
}

LayerFacts sumOf(const std::vector<LayerFacts>& facts, const std::vector<std::size_t>& layers) {
    LayerFacts sum;
    for (const std::size_t layer : layers) {
        if (layer >= facts.size()) continue;
        if (sum.stage.empty()) {
            sum.name = sum.stage = facts[layer].stage;
            sum.stageIndex = facts[layer].stageIndex;
        }
        sum += facts[layer];
    }
    return sum;
}

bool stoodStill(const LayerMetrics& measured, std::size_t layer, int task) {
    const auto* course = measured.course(std::string(layerMetricName("frozen")));
    if (course == nullptr) return false;
    const auto after = course->lower_bound({task + 1, 0});
    if (after == course->begin()) return false;
    const auto& [position, values] = *std::prev(after);
    return position.task == task && layer < values.size() && values[layer] == 1;
}

std::string factsText(const LayerFacts& facts) {
    return fmt::format("{} parameters, {} of weights, {} of activations a batch, {} operations a sample",
                       formatCount(static_cast<double>(facts.parameters)), formatBytes(facts.weightBytes),
                       formatBytes(facts.activationBytes), formatCount(static_cast<double>(facts.operations)));
}

std::string layerName(const RunRecord& run, std::size_t layer) {
    const auto& names = run.layerMetrics.layers();
    return layer < names.size() && !names[layer].empty() ? names[layer] : fmt::format("layer {}", layer);
}

} // namespace lightcl
