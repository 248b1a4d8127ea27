#pragma once

#include "backbones/network_spec.h"
#include "base/value.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lightcl {

enum class ParameterType { Boolean, Integer, Number, Text, Choice, IntegerList, Path };

/// One setting: its type, default, range and help, from which the parser checks a spec and the designer makes a form.
struct ParameterInfo {
    std::string name; ///< as in the spec: "buffer_size"
    ParameterType type = ParameterType::Integer;
    Value defaultValue;
    std::optional<double> minimum;    ///< inclusive; for an IntegerList it holds for each entry
    std::optional<double> maximum;    ///< inclusive
    std::vector<std::string> choices; ///< for Choice
    std::string help;                 ///< one line for people
    std::string source;               ///< where the default comes from, if from a paper or code

    /// What a value must be, in words: "an integer from 1 to 100000", "one of class-incremental, task-incremental".
    [[nodiscard]] std::string expectation() const;
    /// Whether the value's type and range fit.
    [[nodiscard]] bool accepts(const Value& value) const;
    /// Whether a spec must give it: it has no default that would do (the data set, the backbone).
    [[nodiscard]] bool required() const;
};

struct MethodInfo {
    std::string name;  ///< as in the spec: "lightcl"
    std::string title; ///< for people: "LightCL"
    std::string help;
    std::string source; ///< the paper
    std::vector<ParameterInfo> parameters;
    /// Scenario kinds (and "blurry", for blurred boundaries) it cannot run in, each with the sentence that says why.
    std::vector<std::pair<std::string, std::string>> refusals;
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
    std::string debianPackage{}; ///< that holds the files; empty: none does
};

struct BackboneInfo {
    std::string name;
    std::string title;
    std::string help;
    std::string source;
    std::vector<ParameterInfo> parameters;
};

/// What exists: methods, datasets, backbones, and the settings of each section of a spec. Immutable.
class Catalog {
public:
    [[nodiscard]] const std::vector<MethodInfo>& methods() const { return methods_; }
    [[nodiscard]] const std::vector<DatasetInfo>& datasets() const { return datasets_; }
    [[nodiscard]] const std::vector<BackboneInfo>& backbones() const { return backbones_; }
    /// Settings of [scenario], [network] (those common to all backbones), [training] and [measuring].
    [[nodiscard]] const std::vector<ParameterInfo>& scenarioParameters() const { return scenario_; }
    [[nodiscard]] const std::vector<ParameterInfo>& networkParameters() const { return network_; }
    [[nodiscard]] const std::vector<ParameterInfo>& trainingParameters() const { return training_; }
    [[nodiscard]] const std::vector<ParameterInfo>& measuringParameters() const { return measuring_; }

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
};

/// The workbench's catalog, the same for the runner and the window.
const Catalog& catalog();

} // namespace lightcl
