#include "spec/pretraining_rules.h"

#include "spec/dataset_of.h"
#include "spec/pretraining.h"
#include "spec/section_check.h"
#include "spec/settings.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <numeric>
#include <set>

namespace lightcl {

namespace {

using ClassList = std::vector<std::int64_t>;

/// How many classes an entry asks for, where it is one number.
std::optional<std::int64_t> classCount(const RawEntry& entry) {
    const auto* count = entry.value ? std::get_if<std::int64_t>(&*entry.value) : nullptr;
    return count == nullptr ? std::nullopt : std::optional(*count);
}

/// "classes = 5" is short for the first five.
RawSection withListedClasses(RawSection section) {
    const auto entry = section.entries.find("classes");
    if (entry == section.entries.end()) return section;
    const auto count = classCount(entry->second);
    constexpr std::int64_t most = 100'000;
    if (!count || *count < 1 || *count > most) return section;
    ClassList first(static_cast<std::size_t>(*count));
    std::iota(first.begin(), first.end(), 0);
    entry->second.value = first;
    return section;
}

InputError classesError(const RawSpec& raw, const std::string& complaint) {
    return specError(originOf(*raw.pretraining, "classes"), "pretraining.classes", complaint);
}

/// Each once, all of them there.
void checkListed(const ClassList& classes, const RawSpec& raw, const DatasetInfo& dataset) {
    const std::set<std::int64_t> different(classes.begin(), classes.end());
    const bool fits = different.size() == classes.size() && (classes.empty() || *different.rbegin() < dataset.classes);
    if (fits) return;
    throw classesError(raw,
                       fmt::format("expected some of 0 to {} once (the {} classes of {}), got {}", dataset.classes - 1,
                                   dataset.classes, dataset.name, raw.pretraining->entries.at("classes").shown));
}

/// What is learnt beforehand is not learnt again: neither would be told from the other afterwards.
void checkApart(const ExperimentSpec& experiment, const ClassList& classes, const RawSpec& raw,
                const DatasetInfo& dataset) {
    if (classes.empty())
        throw classesError(raw, fmt::format("expected classes of {}, the scenario's own data set, or how many, or "
                                            "another pretraining.dataset; got none",
                                            dataset.name));
    ClassList twice;
    for (const std::int64_t c : listedClassOrder(experiment.scenario))
        if (std::find(classes.begin(), classes.end(), c) != classes.end()) twice.push_back(c);
    if (!twice.empty())
        throw classesError(raw, fmt::format("expected none of scenario.class_order, which the scenario learns; both "
                                            "have {}",
                                            fmt::join(twice, ", ")));
    if (std::ssize(classes) == dataset.classes)
        throw classesError(raw, fmt::format("expected to leave classes of {} to the scenario, got all {}", dataset.name,
                                            dataset.classes));
}

void checkOther(const ExperimentSpec& experiment, const RawSpec& raw, const DatasetInfo& dataset) {
    RunSpec run;
    run.scenario = experiment.scenario;
    run.measuring = experiment.measuring;
    run.network = experiment.network;
    run.pretraining = experiment.pretraining;
    DatasetInfo other;
    try {
        other = datasetOf(pretrainingOf(run)->scenario);
    } catch (const InputError& error) {
        throw specError(originOf(*raw.pretraining, "data_path"), "pretraining.data_path", error.complaint());
    }
    if (!(other.input == dataset.input))
        throw specError(originOf(*raw.pretraining, "dataset"), "pretraining.dataset",
                        fmt::format("expected images of {}x{}x{} as {} has them, got {}, of {}x{}x{}",
                                    dataset.input.channels, dataset.input.height, dataset.input.width, dataset.name,
                                    other.name, other.input.channels, other.input.height, other.input.width));
    checkListed(experiment.pretraining.integers("classes"), raw, other);
}

} // namespace

Parameters checkPretraining(const RawSection& section, const ExperimentSpec& experiment) {
    std::vector<ParameterInfo> known = catalog().pretrainingParameters();
    for (ParameterInfo& info : known)
        if (const Value* training = experiment.training.find(info.name)) info.defaultValue = *training;
    return checkSection(withListedClasses(section), "pretraining", known);
}

void checkPretrainingRules(const ExperimentSpec& experiment, const RawSpec& raw, const DatasetInfo& dataset) {
    const ClassList& classes = experiment.pretraining.integers("classes");
    if (*experiment.scenario.find("normalise") == Value{std::string("first-task")})
        throw specError(originOf(raw.scenario, "normalise"), "scenario.normalise",
                        "expected dataset, none or means and deviations with [pretraining], which sees its images in "
                        "the same scale before there is a first task, got first-task");
    if (!sharesDataset(experiment.pretraining, experiment.scenario)) return checkOther(experiment, raw, dataset);
    checkListed(classes, raw, dataset);
    checkApart(experiment, classes, raw, dataset);
}

} // namespace lightcl
