#include "catalog/preset.h"

#include <cstdint>
#include <fmt/format.h>

namespace lightcl {

namespace {

/// What a search over a grid settled on, as Mammoth keeps it, the code of Dark Experience Replay's authors. Their names
/// for settings are translated: LwF's alpha times T² (ours multiplies, theirs does not), weighted Fisher, SI's clipped
/// gradients, iCaRL's features as they are.
const char* const kFrameworkSearch =
    "Buzzega et al. 2020, arXiv 2004.07211, supplement; the best arguments in their code, github.com/aimagelab/mammoth";

struct SearchedScenario {
    std::string name; ///< of the presets
    std::vector<std::string> datasets;
    std::string help;
    std::int64_t batchSize;
};

/// One row of a scenario: what a method was best with at a buffer size, 0 for methods without a buffer.
struct SearchedSetting {
    std::string method;
    std::int64_t bufferSize;
    double learningRate;
    std::int64_t replaySize; ///< 0: the method replays nothing by this name
    Parameters others;
};

MethodPreset presetFrom(const SearchedScenario& scenario, const SearchedSetting& row) {
    MethodPreset preset{.name = scenario.name,
                        .method = row.method,
                        .datasets = scenario.datasets,
                        .help = scenario.help,
                        .source = kFrameworkSearch,
                        .settings = row.others};
    if (row.bufferSize > 0) {
        preset.name += fmt::format("-{}", row.bufferSize);
        preset.help += fmt::format(", {} samples kept", row.bufferSize);
        preset.settings.set("buffer_size", row.bufferSize);
    }
    if (row.replaySize > 0) preset.settings.set("replay_size", row.replaySize);
    preset.settings.set("learning_rate", row.learningRate);
    if (!preset.settings.contains("batch_size")) preset.settings.set("batch_size", scenario.batchSize);
    return preset;
}

Parameters onlineEwc(double lambda) {
    return {{"lambda", lambda}, {"gamma", 1.0}, {"weighted_fisher", true}};
}

Parameters synapticIntelligence(double c, double xi) {
    return {{"c", c}, {"xi", xi}, {"clip", 1.0}};
}

/// `alpha` is theirs, whose distillation is not multiplied by T².
Parameters distillation(double alpha) {
    constexpr double kTemperature = 2.0;
    return {{"alpha", alpha * kTemperature * kTemperature},
            {"temperature", kTemperature},
            {"loss_classes", std::string("seen")},
            {"weight_decay", 0.0005}};
}

Parameters exemplars(double weightDecay) {
    return {{"normalise", false}, {"weight_decay", weightDecay}};
}

Parameters dark(double alpha) {
    return {{"alpha", alpha}};
}

Parameters dark(double alpha, double beta) {
    return {{"alpha", alpha}, {"beta", beta}};
}

/// FDR's published weights are not used by the code they were searched with: it acts as with 1.
Parameters functionDistance(std::int64_t batchSize) {
    return {{"alpha", 1.0}, {"batch_size", batchSize}};
}

Parameters oneBatchATask() {
    return {{"filling", std::string("batch")}};
}

std::vector<SearchedSetting> splitMnist() {
    return {
        {"sgd", 0, 0.03, 0, {}},
        {"er", 200, 0.01, 10, {}},
        {"er", 500, 0.1, 10, {}},
        {"er", 5120, 0.1, 10, {}},
        {"der", 200, 0.03, 10, dark(0.2)},
        {"der", 500, 0.03, 128, dark(1.0)},
        {"der", 5120, 0.1, 128, dark(0.5)},
        {"der++", 200, 0.03, 128, dark(0.2, 1.0)},
        {"der++", 500, 0.03, 10, dark(1.0, 0.5)},
        {"der++", 5120, 0.1, 64, dark(0.2, 0.5)},
        {"fdr", 200, 0.03, 128, functionDistance(128)},
        {"fdr", 500, 0.1, 128, functionDistance(128)},
        {"fdr", 5120, 0.1, 128, functionDistance(128)},
        {"a-gem", 200, 0.1, 128, oneBatchATask()},
        {"a-gem", 500, 0.1, 128, oneBatchATask()},
        {"a-gem", 5120, 0.1, 128, oneBatchATask()},
        {"icarl", 200, 0.1, 0, exemplars(0.0)},
        {"icarl", 500, 0.1, 0, exemplars(0.0)},
        {"icarl", 5120, 0.1, 0, exemplars(0.0)},
        {"ewc", 0, 0.03, 0, onlineEwc(90)},
        {"si", 0, 0.1, 0, synapticIntelligence(1.0, 0.9)},
        {"lwf", 0, 0.03, 0, distillation(1.0)},
        {"pnn", 0, 0.1, 0, {}},
    };
}

std::vector<SearchedSetting> splitCifar10() {
    return {
        {"sgd", 0, 0.1, 0, {}},
        {"er", 200, 0.1, 32, {}},
        {"er", 500, 0.1, 32, {}},
        {"er", 5120, 0.1, 32, {}},
        {"der", 200, 0.03, 32, dark(0.3)},
        {"der", 500, 0.03, 32, dark(0.3)},
        {"der", 5120, 0.03, 32, dark(0.3)},
        {"der++", 200, 0.03, 32, dark(0.1, 0.5)},
        {"der++", 500, 0.03, 32, dark(0.2, 0.5)},
        {"der++", 5120, 0.03, 32, dark(0.1, 1.0)},
        {"fdr", 200, 0.03, 32, functionDistance(32)},
        {"fdr", 500, 0.03, 32, functionDistance(32)},
        {"fdr", 5120, 0.03, 32, functionDistance(32)},
        {"a-gem", 200, 0.03, 32, oneBatchATask()},
        {"a-gem", 500, 0.03, 32, oneBatchATask()},
        {"a-gem", 5120, 0.03, 32, oneBatchATask()},
        {"icarl", 200, 0.1, 0, exemplars(0.00001)},
        {"icarl", 500, 0.1, 0, exemplars(0.00001)},
        {"icarl", 5120, 0.03, 0, exemplars(0.00001)},
        {"ewc", 0, 0.03, 0, onlineEwc(10)},
        {"si", 0, 0.03, 0, synapticIntelligence(0.5, 1.0)},
        {"lwf", 0, 0.01, 0, distillation(3.0)},
        {"pnn", 0, 0.03, 0, {}},
    };
}

std::vector<SearchedSetting> splitTinyImageNet() {
    return {
        {"sgd", 0, 0.03, 0, {}},
        {"er", 200, 0.1, 32, {}},
        {"er", 500, 0.03, 32, {}},
        {"er", 5120, 0.1, 32, {}},
        {"der", 200, 0.03, 32, dark(0.1)},
        {"der", 500, 0.03, 32, dark(0.1)},
        {"der", 5120, 0.03, 32, dark(0.1)},
        {"der++", 200, 0.03, 32, dark(0.1, 1.0)},
        {"der++", 500, 0.03, 32, dark(0.2, 0.5)},
        {"der++", 5120, 0.03, 32, dark(0.1, 0.5)},
        {"fdr", 200, 0.03, 32, functionDistance(32)},
        {"fdr", 500, 0.03, 32, functionDistance(32)},
        {"fdr", 5120, 0.03, 32, functionDistance(32)},
        {"a-gem", 200, 0.01, 32, oneBatchATask()},
        {"a-gem", 500, 0.01, 32, oneBatchATask()},
        {"a-gem", 5120, 0.01, 32, oneBatchATask()},
        {"icarl", 200, 0.03, 0, exemplars(0.00001)},
        {"icarl", 500, 0.03, 0, exemplars(0.00001)},
        {"icarl", 5120, 0.03, 0, exemplars(0.00001)},
        {"ewc", 0, 0.03, 0, onlineEwc(25)},
        {"si", 0, 0.03, 0, synapticIntelligence(0.5, 1.0)},
        {"lwf", 0, 0.01, 0, distillation(1.0)},
        {"pnn", 0, 0.03, 0, {}},
    };
}

/// What the authors of a method published for it.
std::vector<MethodPreset> authorsPresets() {
    const char* const reference = "LightCL's reference code, github.com/INV-WZQ/LightCL";
    const char* const sparsity = "Wang et al. 2022, arXiv 2209.09476, for Split CIFAR-10";
    const Parameters lightCl{{"learning_rate", 0.01},
                             {"batch_size", std::int64_t{32}},
                             {"memory_samples", std::int64_t{15}},
                             {"channel_ratio", 0.15},
                             {"beta", 0.0002},
                             {"frozen_batch_norm", std::string("train")},
                             {"channel_count", std::string("one-more")}};
    const std::vector<std::string> photographs = {"cifar-10", "tiny-imagenet"};
    const std::string asReference = "as the reference code trains, switches and all";
    Parameters sparse = lightCl;
    sparse.set("ranking", std::string("signed-mean"));
    const Parameters sparCl{{"learning_rate", 0.03}, {"batch_size", std::int64_t{32}}, {"sparsity", 0.75}};
    const std::string asPublished = "as published, three quarters of the weights 0";
    return {{"reference", "lightcl", photographs, asReference, reference, lightCl},
            {"reference", "lightcl-sparse", photographs, asReference, reference, sparse},
            {"published", "sparcl-er", {"cifar-10"}, asPublished, sparsity, sparCl},
            {"published",
             "sparcl-der++",
             {"cifar-10"},
             asPublished,
             sparsity,
             sparCl.overlaidWith({{"alpha", 0.1}, {"beta", 0.5}})}};
}

std::vector<MethodPreset> allPresets() {
    std::vector<MethodPreset> presets;
    const auto add = [&](const SearchedScenario& scenario, const std::vector<SearchedSetting>& rows) {
        for (const SearchedSetting& row : rows) presets.push_back(presetFrom(scenario, row));
    };
    // docs/results.md tries the first on Fashion-MNIST.
    add({"split-mnist", {"mnist", "fashion-mnist"}, "Split MNIST in five tasks, an MLP, one epoch", 10}, splitMnist());
    add({"split-cifar-10", {"cifar-10"}, "Split CIFAR-10 in five tasks, ResNet-18, 50 epochs a task", 32},
        splitCifar10());
    add({"split-tiny-imagenet", {"tiny-imagenet"}, "Split TinyImageNet in ten tasks, ResNet-18, 100 epochs a task", 32},
        splitTinyImageNet());
    for (MethodPreset& preset : authorsPresets()) presets.push_back(std::move(preset));
    return presets;
}

} // namespace

const std::vector<MethodPreset>& methodPresets() {
    static const std::vector<MethodPreset> presets = allPresets();
    return presets;
}

std::vector<const MethodPreset*> presetsOf(std::string_view method) {
    std::vector<const MethodPreset*> found;
    for (const MethodPreset& preset : methodPresets())
        if (preset.method == method) found.push_back(&preset);
    return found;
}

const MethodPreset* methodPreset(std::string_view method, std::string_view name) {
    for (const MethodPreset* preset : presetsOf(method))
        if (preset->name == name) return preset;
    return nullptr;
}

} // namespace lightcl
