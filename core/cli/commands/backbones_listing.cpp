#include "cli/commands/catalog_listings.h"
#include "cli/display/catalog_text.h"

namespace lightcl {

namespace {

Json toJson(const BackboneInfo& backbone) {
    return {{"name", backbone.name},
            {"title", backbone.title},
            {"help", backbone.help},
            {"source", backbone.source},
            {"parameters", lightcl::toJson(backbone.parameters)}};
}

std::string listed(const BackboneInfo& backbone) {
    return entryHeading(backbone.name, backbone.title, backbone.help, backbone.source) +
           parameterTable(backbone.parameters);
}

} // namespace

CatalogListing backbonesListing() {
    return {"backbones", "List the networks and their parameters", [] {
                std::vector<CatalogEntry> entries;
                for (const auto& backbone : catalog().backbones())
                    entries.push_back({listed(backbone), toJson(backbone)});
                return entries;
            }};
}

} // namespace lightcl
