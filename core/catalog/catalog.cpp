#include "catalog/catalog.h"

#include "catalog/entries.h"

#include <algorithm>
#include <utility>

namespace lightcl {

namespace {

template <typename Info>
const Info* named(const std::vector<Info>& infos, std::string_view name) {
    const auto found = std::find_if(infos.begin(), infos.end(), [&](const Info& info) { return info.name == name; });
    return found == infos.end() ? nullptr : &*found;
}

} // namespace

InputError MethodChoice::error(std::string key, std::string complaint) const {
    return {{.section = "method", .owner = name, .key = std::move(key)}, std::move(complaint)};
}

Catalog::Catalog()
    : methods_(methodEntries()), datasets_(datasetEntries()), backbones_(backboneEntries()),
      scenario_(scenarioEntries(datasets_)), network_(networkEntries(backbones_)), training_(trainingEntries()),
      measuring_(measuringEntries()), pretraining_(pretrainingEntries(datasets_)), selection_(selectionEntries()) {}

const MethodInfo* Catalog::method(std::string_view name) const {
    return named(methods_, name);
}

const DatasetInfo* Catalog::dataset(std::string_view name) const {
    return named(datasets_, name);
}

const BackboneInfo* Catalog::backbone(std::string_view name) const {
    return named(backbones_, name);
}

const Catalog& catalog() {
    static const Catalog instance;
    return instance;
}

} // namespace lightcl
