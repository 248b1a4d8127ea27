#pragma once

#include "backbones/backbone_info.h"
#include "base/error.h"
#include "base/normalisation.h"
#include "base/parameter_info.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lightcl {

struct MethodDemands;
struct RunSpec;
struct TrainingPlan;

/// What a method asks for in a run, whose plan is complete but for that: how its costs follow from its settings.
using DemandRule = MethodDemands (*)(const RunSpec& run, const TrainingPlan& plan);

/// A method as an experiment sets it, and what else of the experiment its settings must fit.
struct MethodChoice {
    const std::string& name;
    const Parameters& settings;
    std::int64_t tasks = 1;
    std::int64_t classes = 1; ///< that the run uses

    /// What is wrong with one of its settings.
    [[nodiscard]] InputError error(std::string key, std::string complaint) const;
};

/// What a method's settings must fulfil together, beside each one's range: throws the InputError of the setting that
/// does not.
using SettingRule = void (*)(const MethodChoice& method);

struct MethodInfo {
    std::string name;  ///< as in the spec: "lightcl"
    std::string title; ///< for people: "LightCL"
    std::string help;
    std::string source; ///< the paper
    std::vector<ParameterInfo> parameters;
    /// Scenario kinds (and "blurry", for blurred boundaries) it cannot run in, each with the sentence that says why.
    std::vector<std::pair<std::string, std::string>> refusals;
    DemandRule demands = nullptr;
    SettingRule rule = nullptr;      ///< none: any settings go together
    bool lossOverOwnClasses = false; ///< its cross-entropy leaves the other tasks' classes out
    bool seesAllTasks = false;       ///< at once, which no continual learner does: an upper bound
    /// Why it can neither take a run over after some tasks nor leave one to another method; empty: it can.
    std::string needsEveryTask{};
};

/// How a data set lies on the disk.
enum class DatasetLayout { Idx, CifarBinary, TinyImageNet, ImageFolder };

/// A data set. Of an image folder the shape, the classes and the counts are only known by looking at it (datasetOf() of
/// spec/dataset_of.h does), and are none here.
struct DatasetInfo {
    std::string name;
    std::string title;
    std::string help;
    DatasetLayout layout = DatasetLayout::Idx;
    Shape input;
    std::int64_t classes = 0;
    std::vector<std::int64_t> trainCounts; ///< images of each class
    std::vector<std::int64_t> testCounts;
    std::vector<std::string> classNames; ///< by class; empty: only the files tell
    std::vector<std::string> files;      ///< names looked for in each folder of `folders` (and of scenario.data_path)
    std::vector<std::string> folders;    ///< where it is looked for when scenario.data_path is empty
    std::string homepage;
    std::string debianPackage{};   ///< that holds the files; empty: none does
    Normalisation normalisation{}; ///< the known values
    std::string normalisationSource{};
    bool normalises = false; ///< unless a spec says otherwise
};

/// What exists: methods, datasets, backbones, and the settings of each section of a spec. Immutable.
class Catalog {
public:
    [[nodiscard]] const std::vector<MethodInfo>& methods() const { return methods_; }
    [[nodiscard]] const std::vector<DatasetInfo>& datasets() const { return datasets_; }
    [[nodiscard]] const std::vector<BackboneInfo>& backbones() const { return backbones_; }
    /// Settings of [scenario], [network] (those common to all backbones), [training], [measuring] and [pretraining].
    [[nodiscard]] const std::vector<ParameterInfo>& scenarioParameters() const { return scenario_; }
    [[nodiscard]] const std::vector<ParameterInfo>& networkParameters() const { return network_; }
    [[nodiscard]] const std::vector<ParameterInfo>& trainingParameters() const { return training_; }
    [[nodiscard]] const std::vector<ParameterInfo>& measuringParameters() const { return measuring_; }
    [[nodiscard]] const std::vector<ParameterInfo>& pretrainingParameters() const { return pretraining_; }
    /// Keys in front of all sections that say how a setting is chosen.
    [[nodiscard]] const std::vector<ParameterInfo>& selectionParameters() const { return selection_; }

    /// The entry of that name, or nullptr.
    [[nodiscard]] const MethodInfo* method(std::string_view name) const;
    [[nodiscard]] const DatasetInfo* dataset(std::string_view name) const;
    [[nodiscard]] const BackboneInfo* backbone(std::string_view name) const;

private:
    friend const Catalog& catalog();
    Catalog();

    std::vector<MethodInfo> methods_;
    std::vector<DatasetInfo> datasets_;
    std::vector<BackboneInfo> backbones_;
    std::vector<ParameterInfo> scenario_;
    std::vector<ParameterInfo> network_;
    std::vector<ParameterInfo> training_;
    std::vector<ParameterInfo> measuring_;
    std::vector<ParameterInfo> pretraining_;
    std::vector<ParameterInfo> selection_;
};

/// The workbench's catalog, the same for the runner and the window.
const Catalog& catalog();

} // namespace lightcl
