#include "catalog/entries.h"

namespace lightcl {

namespace {

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

ParameterInfo listSetting(std::string name, std::vector<std::int64_t> value, std::int64_t minimum,
                          std::optional<std::int64_t> maximum, std::string help) {
    auto info = setting(std::move(name), ParameterType::IntegerList, std::move(value), std::move(help));
    info.minimum = static_cast<double>(minimum);
    if (maximum) info.maximum = static_cast<double>(*maximum);
    return info;
}

} // namespace lightcl
