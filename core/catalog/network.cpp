#include "catalog/entries.h"

namespace lightcl {

std::vector<ParameterInfo> networkEntries(const std::vector<BackboneInfo>& backbones) {
    std::vector<std::string> names;
    names.reserve(backbones.size());
    for (const auto& backbone : backbones) names.push_back(backbone.name);
    return {
        choiceSetting("backbone", "", names, "The network that is trained."),
        pathSetting("weights",
                    "File of pretrained weights to start from, safetensors or torch.save's; empty: random weights.")};
}

} // namespace lightcl
