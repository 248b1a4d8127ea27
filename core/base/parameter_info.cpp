#include "base/parameter_info.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace lightcl {

namespace {

std::string bound(double value) {
    return std::floor(value) == value && std::abs(value) < 1e15 ? std::to_string(static_cast<std::int64_t>(value))
                                                                : fmt::format("{}", value);
}

std::string range(const ParameterInfo& info) {
    if (info.minimum && info.maximum) return fmt::format(" from {} to {}", bound(*info.minimum), bound(*info.maximum));
    if (info.minimum) return fmt::format(" of at least {}", bound(*info.minimum));
    if (info.maximum) return fmt::format(" of at most {}", bound(*info.maximum));
    return {};
}

bool mayBeEmpty(const ParameterInfo& info) {
    const auto* list = std::get_if<std::vector<std::int64_t>>(&info.defaultValue);
    return list != nullptr && list->empty();
}

bool inRange(const ParameterInfo& info, double value) {
    return std::isfinite(value) && (!info.minimum || value >= *info.minimum) &&
           (!info.maximum || value <= *info.maximum);
}

bool acceptsList(const ParameterInfo& info, const Value& value) {
    const auto* list = std::get_if<std::vector<std::int64_t>>(&value);
    if (list == nullptr || (list->empty() && !mayBeEmpty(info))) return false;
    return std::all_of(list->begin(), list->end(),
                       [&](std::int64_t entry) { return inRange(info, static_cast<double>(entry)); });
}

bool isScale(const Value& value) {
    const auto* rows = std::get_if<NumberRows>(&value);
    if (rows == nullptr || rows->size() != 2 || rows->front().empty()) return false;
    const std::vector<double>& means = rows->front();
    const std::vector<double>& deviations = rows->back();
    return means.size() == deviations.size() &&
           std::all_of(means.begin(), means.end(), [](double mean) { return std::isfinite(mean); }) &&
           std::all_of(deviations.begin(), deviations.end(),
                       [](double deviation) { return std::isfinite(deviation) && deviation > 0; });
}

ParameterInfo setting(std::string name, ParameterType type, Value value, std::string help, std::string source = {}) {
    ParameterInfo info;
    info.name = std::move(name);
    info.type = type;
    info.defaultValue = std::move(value);
    info.help = std::move(help);
    info.source = std::move(source);
    return info;
}

} // namespace

std::string ParameterInfo::expectation() const {
    switch (type) {
    case ParameterType::Boolean:
        return "true or false";
    case ParameterType::Integer:
        return "an integer" + range(*this);
    case ParameterType::Number:
        return "a number" + range(*this);
    case ParameterType::Text:
        return "a text";
    case ParameterType::Choice:
        return fmt::format("one of {}", fmt::join(choices, ", "));
    case ParameterType::ChoiceOrScale:
        return fmt::format("one of {}, or [[mean, …], [deviation, …]] with deviations above 0",
                           fmt::join(choices, ", "));
    case ParameterType::ChoiceOrList:
        return fmt::format("{}, or a list of integers{}", fmt::join(choices, ", "), range(*this));
    case ParameterType::ChoiceOrInteger:
        return fmt::format("{}, or an integer{}", fmt::join(choices, ", "), range(*this));
    case ParameterType::ChoiceOrNumber:
        return fmt::format("{}, or a number{}", fmt::join(choices, ", "), range(*this));
    case ParameterType::IntegerList:
        return (mayBeEmpty(*this) ? "a list of integers" : "a list of one or more integers") + range(*this);
    case ParameterType::Path:
        return "a path as text";
    }
    return {};
}

bool ParameterInfo::accepts(const Value& value) const {
    const auto* text = std::get_if<std::string>(&value);
    const auto* integer = std::get_if<std::int64_t>(&value);
    const auto* number = std::get_if<double>(&value);
    const bool isChoice = text != nullptr && std::find(choices.begin(), choices.end(), *text) != choices.end();
    switch (type) {
    case ParameterType::Boolean:
        return std::holds_alternative<bool>(value);
    case ParameterType::Integer:
        return integer != nullptr && inRange(*this, static_cast<double>(*integer));
    case ParameterType::Number:
        if (integer != nullptr) return inRange(*this, static_cast<double>(*integer));
        return number != nullptr && inRange(*this, *number);
    case ParameterType::Text:
        return text != nullptr;
    case ParameterType::Choice:
        return isChoice;
    case ParameterType::ChoiceOrScale:
        return isChoice || isScale(value);
    case ParameterType::ChoiceOrList:
        return isChoice || acceptsList(*this, value);
    case ParameterType::ChoiceOrInteger:
        return isChoice || (integer != nullptr && inRange(*this, static_cast<double>(*integer)));
    case ParameterType::ChoiceOrNumber:
        if (integer != nullptr) return inRange(*this, static_cast<double>(*integer));
        return isChoice || (number != nullptr && inRange(*this, *number));
    case ParameterType::IntegerList:
        return acceptsList(*this, value);
    // A zero byte would cut the path short on its way to the system.
    case ParameterType::Path:
        return text != nullptr && text->find('\0') == std::string::npos;
    }
    return false;
}

bool ParameterInfo::appliesTo(const Parameters& section) const {
    return std::all_of(appliesWhen.begin(), appliesWhen.end(), [&](const Condition& condition) {
        const Value* value = section.find(condition.setting);
        if (value == nullptr) return true;
        const auto* word = std::get_if<std::string>(value);
        const std::string text = word != nullptr ? *word : toText(*value);
        const auto found = std::find(condition.values.begin(), condition.values.end(), text);
        return (found != condition.values.end()) == condition.isOneOf;
    });
}

ParameterInfo ParameterInfo::when(std::string setting, std::vector<std::string> values) const {
    ParameterInfo made = *this;
    made.appliesWhen.push_back({std::move(setting), std::move(values), true});
    return made;
}

ParameterInfo ParameterInfo::unless(std::string setting, std::vector<std::string> values) const {
    ParameterInfo made = *this;
    made.appliesWhen.push_back({std::move(setting), std::move(values), false});
    return made;
}

bool ParameterInfo::required() const {
    return !accepts(defaultValue);
}

ParameterInfo flagSetting(std::string name, bool value, std::string help) {
    return setting(std::move(name), ParameterType::Boolean, value, std::move(help));
}

ParameterInfo integerSetting(std::string name, std::int64_t value, std::int64_t minimum, std::int64_t maximum,
                             std::string help, std::string source) {
    auto info = setting(std::move(name), ParameterType::Integer, value, std::move(help), std::move(source));
    info.minimum = static_cast<double>(minimum);
    info.maximum = static_cast<double>(maximum);
    return info;
}

ParameterInfo numberSetting(std::string name, double value, double minimum, std::optional<double> maximum,
                            std::string help, std::string source) {
    auto info = setting(std::move(name), ParameterType::Number, value, std::move(help), std::move(source));
    info.minimum = minimum;
    info.maximum = maximum;
    return info;
}

ParameterInfo textSetting(std::string name, std::string value, std::string help, std::string source) {
    return setting(std::move(name), ParameterType::Text, std::move(value), std::move(help), std::move(source));
}

ParameterInfo pathSetting(std::string name, std::string help) {
    return setting(std::move(name), ParameterType::Path, std::string{}, std::move(help));
}

ParameterInfo choiceSetting(std::string name, std::string value, std::vector<std::string> choices, std::string help,
                            std::string source) {
    auto info = setting(std::move(name), ParameterType::Choice, std::move(value), std::move(help), std::move(source));
    info.choices = std::move(choices);
    return info;
}

ParameterInfo choiceOrScaleSetting(std::string name, std::string value, std::vector<std::string> choices,
                                   std::string help, std::string source) {
    auto info =
        choiceSetting(std::move(name), std::move(value), std::move(choices), std::move(help), std::move(source));
    info.type = ParameterType::ChoiceOrScale;
    return info;
}

ParameterInfo choiceOrListSetting(std::string name, std::vector<std::string> choices, std::int64_t minimum,
                                  std::string help) {
    auto info = setting(std::move(name), ParameterType::ChoiceOrList, std::vector<std::int64_t>{}, std::move(help));
    info.choices = std::move(choices);
    info.minimum = static_cast<double>(minimum);
    return info;
}

ParameterInfo limitSetting(std::string name, std::int64_t minimum, std::string help) {
    auto info = choiceSetting(std::move(name), "none", {"none"}, std::move(help));
    info.type = ParameterType::ChoiceOrInteger;
    info.minimum = static_cast<double>(minimum);
    info.maximum = 1e12;
    return info;
}

ParameterInfo limitSetting(std::string name, double minimum, std::string help) {
    auto info = choiceSetting(std::move(name), "none", {"none"}, std::move(help));
    info.type = ParameterType::ChoiceOrNumber;
    info.minimum = minimum;
    return info;
}

ParameterInfo listSetting(std::string name, std::vector<std::int64_t> value, std::int64_t minimum,
                          std::optional<std::int64_t> maximum, std::string help) {
    auto info = setting(std::move(name), ParameterType::IntegerList, std::move(value), std::move(help));
    info.minimum = static_cast<double>(minimum);
    if (maximum) info.maximum = static_cast<double>(*maximum);
    return info;
}

} // namespace lightcl
