#include "cli/commands/catalog_listings.h"

#include "catalog/preset.h"
#include "cli/display/catalog_text.h"

#include <fmt/ranges.h>

namespace lightcl {

namespace {

Json presetsToJson(const std::string& method) {
    auto presets = Json::array();
    for (const MethodPreset* preset : presetsOf(method)) {
        auto settings = Json::object();
        for (const auto& [key, value] : preset->settings.values()) settings[key] = lightcl::toJson(value);
        presets.push_back({{"name", preset->name},
                           {"datasets", preset->datasets},
                           {"help", preset->help},
                           {"source", preset->source},
                           {"settings", std::move(settings)}});
    }
    return presets;
}

/// A line each; the source once where several have it.
std::string presetsListed(const std::string& method) {
    std::string text;
    std::string source;
    for (const MethodPreset* preset : presetsOf(method)) {
        if (preset->source != source) text += fmt::format("  Presets of {}\n", source = preset->source);
        text += fmt::format("    preset = \"{}\": {}\n", preset->name, preset->help);
        std::vector<std::string> settings;
        for (const auto& [key, value] : preset->settings.values())
            settings.push_back(fmt::format("{} = {}", key, toText(value)));
        text += fmt::format("      {}\n", fmt::join(settings, ", "));
    }
    return text;
}

Json toJson(const MethodInfo& method) {
    auto refusals = Json::object();
    for (const auto& [scenario, reason] : method.refusals) refusals[scenario] = reason;
    return {{"name", method.name},
            {"title", method.title},
            {"help", method.help},
            {"source", method.source},
            {"refusals", refusals},
            {"parameters", lightcl::toJson(method.parameters)},
            {"presets", presetsToJson(method.name)}};
}

std::string listed(const MethodInfo& method) {
    auto text = entryHeading(method.name, method.title, method.help, method.source);
    for (const auto& [scenario, reason] : method.refusals) text += fmt::format("  Not {}: {}\n", scenario, reason);
    return text + parameterTable(method.parameters) + presetsListed(method.name);
}

} // namespace

CatalogListing methodsListing() {
    return {"methods", "List the methods and their parameters", [] {
                std::vector<CatalogEntry> entries;
                for (const auto& method : catalog().methods()) entries.push_back({listed(method), toJson(method)});
                return entries;
            }};
}

} // namespace lightcl
