#include "backbones/backbones.h"

#include "base/error.h"

#include <algorithm>

namespace lightcl {

const std::vector<BackboneInfo>& backboneEntries() {
    static const std::vector<BackboneInfo> entries = {resnet18Entry(), smallCnnEntry(), mobilenetV2Entry(), mlpEntry()};
    return entries;
}

NetworkSpec describeNetwork(const Parameters& network, Shape input, std::int64_t classes) {
    const std::string& name = network.text("backbone");
    const std::vector<BackboneInfo>& all = backboneEntries();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const BackboneInfo& each) { return each.name == name; });
    if (found != all.end()) {
        NetworkSpec described = found->describe(network, input, classes);
        const Value* start = network.find("initial_weights");
        described.pytorchStart = start != nullptr && *start == Value{std::string("pytorch")};
        return described;
    }
    throw InputError({.section = "network", .key = "backbone"},
                     "expected a backbone of the catalog, got \"" + name + '"');
}

} // namespace lightcl
