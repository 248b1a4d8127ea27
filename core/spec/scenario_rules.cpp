#include "spec/scenario_rules.h"

#include "spec/pretraining.h"
#include "spec/section_check.h"
#include "spec/settings.h"

#include <algorithm>
#include <fmt/format.h>
#include <numeric>
#include <set>

namespace lightcl {

namespace {

using Integers = std::vector<std::int64_t>;

bool isDomainIncremental(const ExperimentSpec& experiment) {
    return experiment.scenario.text("kind") == "domain-incremental";
}

/// Whether the scenario learns the classes that a pretraining leaves.
bool isBesidePretraining(const ExperimentSpec& experiment) {
    return !experiment.pretraining.empty() && sharesDataset(experiment.pretraining, experiment.scenario);
}

/// Each class once; with task_sizes, or beside a pretraining, some may be missing.
void checkClassOrder(const ExperimentSpec& experiment, const RawSection& section, const DatasetInfo& dataset) {
    const Integers order = listedClassOrder(experiment.scenario);
    if (order.empty()) return;
    const bool partial = !experiment.scenario.integers("task_sizes").empty() || isBesidePretraining(experiment);
    const std::set<std::int64_t> different(order.begin(), order.end());
    const bool fits = *different.begin() >= 0 && *different.rbegin() < dataset.classes &&
                      different.size() == order.size() && (partial || std::ssize(order) == dataset.classes);
    if (fits) return;
    throw specError(originOf(section, "class_order"), "scenario.class_order",
                    fmt::format("expected {} of 0 to {} once (the {} classes of {}), got {}", partial ? "some" : "each",
                                dataset.classes - 1, dataset.classes, dataset.name,
                                section.entries.at("class_order").shown));
}

void checkEvenSplit(const ExperimentSpec& experiment, const RawSection& section, const DatasetInfo& dataset) {
    const std::int64_t tasks = experiment.scenario.integer("tasks");
    const bool beside = isBesidePretraining(experiment);
    const std::int64_t classes = beside ? std::ssize(experiment.scenario.integers("class_order")) : dataset.classes;
    if (classes % tasks == 0) return;
    throw specError(originOf(section, "tasks"), "scenario.tasks",
                    fmt::format("expected a divisor of the {} classes of {}{}, got {}", classes, dataset.name,
                                beside ? " beside [pretraining]" : "", tasks));
}

void checkTaskSizes(const ExperimentSpec& experiment, const RawSection& section, const DatasetInfo& dataset) {
    const Integers& sizes = experiment.scenario.integers("task_sizes");
    const auto complain = [&](const std::string& what) {
        throw specError(originOf(section, "task_sizes"), "scenario.task_sizes", what);
    };
    if (isDomainIncremental(experiment)) {
        complain("expected none with kind = \"domain-incremental\", where every task has all classes");
    }
    const Integers order = listedClassOrder(experiment.scenario);
    const std::int64_t classes = order.empty() ? dataset.classes : std::ssize(order);
    const std::int64_t sum = std::accumulate(sizes.begin(), sizes.end(), std::int64_t{0});
    if (sum > classes) complain(fmt::format("expected no more than {} classes together, got {}", classes, sum));
    const std::int64_t tasks = experiment.scenario.integer("tasks");
    if (section.entries.count("tasks") == 0 || tasks == std::ssize(sizes)) return;
    throw specError(originOf(section, "tasks"), "scenario.tasks",
                    fmt::format("expected {}, the tasks that task_sizes lists, got {}", sizes.size(), tasks));
}

void checkOnePass(const Parameters& training, const RawSection& section, const std::string& key) {
    if (!training.contains("epochs") || training.integer("epochs") == 1) return;
    throw specError(originOf(section, "epochs"), key,
                    fmt::format("expected 1 with scenario.online, which passes over the data once, got {}",
                                training.integer("epochs")));
}

void checkOnline(const ExperimentSpec& experiment, const RawSpec& raw) {
    if (!experiment.scenario.flag("online")) return;
    checkOnePass(experiment.training, raw.training, "training.epochs");
    for (std::size_t i = 0; i < experiment.methods.size(); ++i) {
        const MethodSpec& method = experiment.methods[i];
        ofMethod(i,
                 [&] { checkOnePass(method.trainingOverrides, raw.methods[i], "method." + method.name + ".epochs"); });
    }
}

void checkBlur(const ExperimentSpec& experiment, const RawSection& section) {
    const bool told = experiment.scenario.text("kind") == "task-incremental";
    if (!told || experiment.scenario.number("blur") == 0) return;
    throw specError(originOf(section, "blur"), "scenario.blur",
                    "expected 0 with kind = \"task-incremental\", where a sample's task has its class");
}

void checkNormalise(const ExperimentSpec& experiment, const RawSection& section, const DatasetInfo& dataset) {
    const auto* rows = std::get_if<NumberRows>(experiment.scenario.find("normalise"));
    if (rows == nullptr || std::ssize(rows->front()) == dataset.input.channels) return;
    throw specError(originOf(section, "normalise"), "scenario.normalise",
                    fmt::format("expected {} means and as many deviations, one for each channel of {}, got {}",
                                dataset.input.channels, dataset.name, rows->front().size()));
}

} // namespace

void checkScenarioRules(const ExperimentSpec& given, const RawSpec& raw, const DatasetInfo& dataset) {
    ExperimentSpec experiment = given;
    const Integers learnt = learntBefore(given.pretraining, given.scenario);
    if (!learnt.empty() && listedClassOrder(given.scenario).empty())
        experiment.scenario.set("class_order", remainingClasses(learnt, dataset.classes));
    if (!experiment.scenario.integers("task_sizes").empty()) {
        checkTaskSizes(experiment, raw.scenario, dataset);
    } else if (!isDomainIncremental(experiment)) {
        checkEvenSplit(experiment, raw.scenario, dataset);
    }
    checkClassOrder(experiment, raw.scenario, dataset);
    checkOnline(experiment, raw);
    checkBlur(experiment, raw.scenario);
    checkNormalise(experiment, raw.scenario, dataset);
}

} // namespace lightcl
