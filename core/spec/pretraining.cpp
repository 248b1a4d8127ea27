#include "spec/pretraining.h"

#include "spec/dataset_of.h"
#include "spec/settings.h"
#include "spec/spec_file.h"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace lightcl {

namespace {

Parameters defaultsOf(const std::vector<ParameterInfo>& infos) {
    Parameters parameters;
    for (const ParameterInfo& info : infos) parameters.set(info.name, info.defaultValue);
    return parameters;
}

/// The scale of the scenario's inputs, for images of another data set.
Value scaleOf(const Parameters& scenario) {
    const Value& given = *scenario.find("normalise");
    const auto* choice = std::get_if<std::string>(&given);
    if (choice == nullptr || *choice != "dataset") return given;
    const Normalisation& known = catalog().dataset(scenario.text("dataset"))->normalisation;
    return known.any() ? Value{NumberRows{known.mean, known.deviation}} : Value{std::string("none")};
}

/// An image folder's images are made as large as the scenario's.
std::int64_t imageSizeOf(const Parameters& scenario) {
    const DatasetInfo* dataset = catalog().dataset(scenario.text("dataset"));
    const bool isFolder = dataset == nullptr || dataset->layout == DatasetLayout::ImageFolder;
    return isFolder ? scenario.integer("image_size") : dataset->input.height;
}

Parameters pretrainingScenario(const RunSpec& run) {
    const Parameters& pretraining = run.pretraining;
    const bool shared = sharesDataset(pretraining, run.scenario);
    Parameters scenario = defaultsOf(catalog().scenarioParameters());
    const bool own = pretraining.text("dataset") == "scenario";
    scenario.set("dataset", own ? run.scenario.text("dataset") : pretraining.text("dataset"));
    const bool sameFolder = shared && pretraining.text("data_path").empty();
    scenario.set("data_path", sameFolder ? run.scenario.text("data_path") : pretraining.text("data_path"));
    const bool sameSplit = shared && pretraining.number("held_out") == 0;
    scenario.set("held_out", sameSplit ? run.scenario.number("held_out") : pretraining.number("held_out"));
    scenario.set("image_size", imageSizeOf(run.scenario));
    scenario.set("skip_unreadable", run.scenario.flag("skip_unreadable"));
    scenario.set("normalise", shared ? *run.scenario.find("normalise") : scaleOf(run.scenario));
    scenario.set("train_fraction", pretraining.number("train_fraction"));
    const auto& classes = pretraining.integers("classes");
    scenario.set("tasks", std::int64_t{1});
    scenario.set("class_order", classes);
    if (!classes.empty()) scenario.set("task_sizes", std::vector{static_cast<std::int64_t>(classes.size())});
    return scenario;
}

std::string fileStamp(const std::string& name) {
    std::error_code ignored;
    const auto size = std::filesystem::file_size(name, ignored);
    const auto written = std::filesystem::last_write_time(name, ignored).time_since_epoch().count();
    return fmt::format("{} bytes, {}", size, written);
}

} // namespace

bool sharesDataset(const Parameters& pretraining, const Parameters& scenario) {
    const std::string& name = pretraining.text("dataset");
    if (name == "scenario") return true;
    if (name != scenario.text("dataset")) return false;
    const DatasetInfo* dataset = catalog().dataset(name);
    const bool isFolder = dataset != nullptr && dataset->layout == DatasetLayout::ImageFolder;
    return !isFolder || pretraining.text("data_path") == scenario.text("data_path");
}

std::vector<std::int64_t> learntBefore(const Parameters& pretraining, const Parameters& scenario) {
    const bool shared = !pretraining.empty() && sharesDataset(pretraining, scenario);
    return shared ? pretraining.integers("classes") : std::vector<std::int64_t>{};
}

std::vector<std::int64_t> remainingClasses(const std::vector<std::int64_t>& learnt, std::int64_t classes) {
    std::vector<std::int64_t> remaining;
    for (std::int64_t c = 0; c < classes; ++c)
        if (std::find(learnt.begin(), learnt.end(), c) == learnt.end()) remaining.push_back(c);
    return remaining;
}

Parameters scenarioBesidePretraining(const ExperimentSpec& experiment) {
    Parameters scenario = experiment.scenario;
    const auto learnt = learntBefore(experiment.pretraining, scenario);
    if (learnt.empty() || drawsClassOrder(scenario) || !scenario.integers("class_order").empty()) return scenario;
    scenario.set("class_order", remainingClasses(learnt, datasetOf(scenario).classes));
    return scenario;
}

std::optional<RunSpec> pretrainingOf(const RunSpec& run) {
    if (run.pretraining.empty()) return std::nullopt;
    RunSpec own;
    own.name = run.name;
    own.seed = run.pretraining.integer("seed");
    own.scenario = pretrainingScenario(run);
    own.network = run.network;
    own.training = defaultsOf(catalog().trainingParameters());
    for (const auto& [name, value] : run.pretraining.values())
        if (own.training.contains(name)) own.training.set(name, value);
    own.measuring = defaultsOf(catalog().measuringParameters());
    own.measuring.set("layer_metrics", false);
    own.measuring.set("memory", run.measuring.flag("memory"));
    own.method = {"sgd", defaultsOf(catalog().method("sgd")->parameters), {}};
    return own;
}

std::string contentOf(const RunSpec& pretraining, const DatasetInfo& dataset) {
    RunSpec nameless = pretraining;
    nameless.name = "pretraining";
    nameless.measuring = {};
    std::string content = toToml(nameless);
    content += fmt::format("\nclasses: {}\nimages: {}\n", fmt::join(dataset.classNames, ", "),
                           fmt::join(dataset.trainCounts, ", "));
    const std::string& weights = pretraining.network.text("weights");
    if (!weights.empty()) content += fmt::format("weights: {}\n", fileStamp(weights));
    return content;
}

} // namespace lightcl
