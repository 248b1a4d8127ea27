#include "cli/commands/catalog_listings.h"
#include "cli/display/catalog_text.h"

#include <fmt/format.h>

namespace lightcl {

namespace {

Json toJson(const MethodInfo& method) {
    auto refusals = Json::object();
    for (const auto& [scenario, reason] : method.refusals) refusals[scenario] = reason;
    return {{"name", method.name},     {"title", method.title}, {"help", method.help},
            {"source", method.source}, {"refusals", refusals},  {"parameters", lightcl::toJson(method.parameters)}};
}

std::string listed(const MethodInfo& method) {
    auto text = entryHeading(method.name, method.title, method.help, method.source);
    for (const auto& [scenario, reason] : method.refusals) text += fmt::format("  Not {}: {}\n", scenario, reason);
    return text + parameterTable(method.parameters);
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
