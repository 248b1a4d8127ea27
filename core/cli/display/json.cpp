#include "cli/display/json.h"

#include <array>

namespace lightcl {

namespace {

std::string_view typeName(ParameterType type) {
    constexpr std::array<std::string_view, 11> names = {
        "boolean",         "integer", "number",          "text",           "choice",
        "integer_list",    "path",    "choice_or_scale", "choice_or_list", "choice_or_integer",
        "choice_or_number"};
    static_assert(names.size() == static_cast<std::size_t>(ParameterType::ChoiceOrNumber) + 1);
    return names.at(static_cast<std::size_t>(type));
}

} // namespace

Json toJson(const FigureValue& value) {
    return std::visit(
        [](const auto& content) -> Json {
            if constexpr (std::is_same_v<std::decay_t<decltype(content)>, std::monostate>) {
                return nullptr;
            } else {
                return content;
            }
        },
        value);
}

Json toJson(const Value& value) {
    return std::visit([](const auto& content) -> Json { return content; }, value);
}

Json toJson(const ParameterInfo& parameter) {
    Json json = {
        {"name", parameter.name}, {"type", typeName(parameter.type)}, {"default", toJson(parameter.defaultValue)}};
    if (parameter.minimum) json["minimum"] = *parameter.minimum;
    if (parameter.maximum) json["maximum"] = *parameter.maximum;
    if (!parameter.choices.empty()) json["choices"] = parameter.choices;
    json["help"] = parameter.help;
    json["source"] = parameter.source;
    return json;
}

Json toJson(const std::vector<ParameterInfo>& parameters) {
    auto json = Json::array();
    for (const auto& parameter : parameters) json.push_back(toJson(parameter));
    return json;
}

std::string toText(const Json& document) {
    return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace lightcl
