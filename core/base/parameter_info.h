#pragma once

#include "base/value.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace lightcl {

enum class ParameterType {
    Boolean,
    Integer,
    Number,
    Text,
    Choice,
    IntegerList,
    Path,
    ChoiceOrScale,
    ChoiceOrList,
    ChoiceOrInteger,
    ChoiceOrNumber
};

/// That another setting has one of some values (or none of them), as texts: "rotated", "true", "0".
struct Condition {
    std::string setting;
    std::vector<std::string> values;
    bool isOneOf = true;
};

/// One setting: its type, default, range and help, from which the parser checks a spec and the designer makes a form.
struct ParameterInfo {
    std::string name; ///< as in the spec: "buffer_size"
    ParameterType type = ParameterType::Integer;
    Value defaultValue;
    std::optional<double> minimum;    ///< inclusive; in a list it holds for each entry
    std::optional<double> maximum;    ///< inclusive
    std::vector<std::string> choices; ///< for Choice and the types that begin with it
    std::string help;                 ///< one line for people
    std::string source;               ///< where the default comes from, if from a paper or code
    /// Where it means anything: another setting of its section, and the values that one must have. Empty: always.
    std::vector<Condition> appliesWhen{};

    /// What a value must be, in words: "an integer from 1 to 100000", "one of class-incremental, task-incremental".
    [[nodiscard]] std::string expectation() const;
    /// Whether the value's type and range fit.
    [[nodiscard]] bool accepts(const Value& value) const;
    /// Whether it means anything beside these settings of its section.
    [[nodiscard]] bool appliesTo(const Parameters& section) const;
    /// The same setting, which means something only where another has one of some values.
    [[nodiscard]] ParameterInfo when(std::string setting, std::vector<std::string> values) const;
    [[nodiscard]] ParameterInfo unless(std::string setting, std::vector<std::string> values) const;
    /// Whether a spec must give it: it has no default that would do (the data set, the backbone).
    [[nodiscard]] bool required() const;
};

// Short forms for the entries: name, default, range, help, and where the default comes from.
ParameterInfo flagSetting(std::string name, bool value, std::string help);
ParameterInfo integerSetting(std::string name, std::int64_t value, std::int64_t minimum, std::int64_t maximum,
                             std::string help, std::string source = {});
ParameterInfo numberSetting(std::string name, double value, double minimum, std::optional<double> maximum,
                            std::string help, std::string source = {});
ParameterInfo textSetting(std::string name, std::string value, std::string help, std::string source = {});
ParameterInfo pathSetting(std::string name, std::string help);
ParameterInfo choiceSetting(std::string name, std::string value, std::vector<std::string> choices, std::string help,
                            std::string source = {});
/// One of the choices, or `[[mean…], [deviation…]]`, as many of both, the deviations above 0.
ParameterInfo choiceOrScaleSetting(std::string name, std::string value, std::vector<std::string> choices,
                                   std::string help, std::string source = {});
/// One of the choices, or a list of integers, which may be empty and is by default.
ParameterInfo choiceOrListSetting(std::string name, std::vector<std::string> choices, std::int64_t minimum,
                                  std::string help);
/// "none", which is the default, or an integer from `minimum` to 10^12; or a number of at least
/// `minimum`.
ParameterInfo limitSetting(std::string name, std::int64_t minimum, std::string help);
ParameterInfo limitSetting(std::string name, double minimum, std::string help);
ParameterInfo listSetting(std::string name, std::vector<std::int64_t> value, std::int64_t minimum,
                          std::optional<std::int64_t> maximum, std::string help);

} // namespace lightcl
