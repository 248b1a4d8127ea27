#include "spec/spec_upgrade.h"

#include <string_view>

namespace lightcl {

namespace {

void insertAfter(std::string& toml, std::string_view heading, std::string_view lines) {
    const auto found = toml.find(heading);
    if (found != std::string::npos) toml.insert(found + heading.size(), lines);
}

bool names(const std::string& toml, std::string_view key) {
    return toml.find('\n' + std::string(key) + " = ") != std::string::npos;
}

} // namespace

std::string upgradedSpec(std::string toml) {
    if (!names(toml, "normalise")) insertAfter(toml, "\n[scenario]\n", "normalise = \"none\"\n");
    const bool folder = toml.find("\ndataset = \"image-folder\"\n") != std::string::npos;
    if (folder && !names(toml, "image_rotation")) insertAfter(toml, "\n[scenario]\n", "image_rotation = \"none\"\n");
    if (names(toml, "memory_batch_norm")) return toml;
    for (const std::string_view method : {"lightcl", "lightcl-sparse"}) {
        insertAfter(toml, "\n[[method]]\nname = \"" + std::string(method) + "\"\n",
                    "memory_batch_norm = \"joined\"\naugment_memory = false\n");
    }
    return toml;
}

} // namespace lightcl
