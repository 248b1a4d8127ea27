#include "base/error.h"

#include <utility>

namespace lightcl {

namespace {

/// "quick.toml:7: training.epochs: ", but an option and its key are one word group: "--set training.epochs: ".
std::string introduction(const InputPlace& place) {
    const std::string path = place.path();
    std::string text = place.origin;
    if (!text.empty()) text += text.starts_with("--") && !path.empty() ? " " : ": ";
    return text + (path.empty() ? "" : path + ": ");
}

} // namespace

std::string InputPlace::path() const {
    std::string text;
    for (const std::string* part : {&section, &owner, &key})
        if (!part->empty()) text += (text.empty() ? "" : ".") + *part;
    return text;
}

InputError::InputError(InputPlace place, std::string complaint)
    : Error(introduction(place) + complaint), place_(std::move(place)), complaint_(std::move(complaint)) {}

InputError InputError::from(const std::string& origin) const {
    InputPlace place = place_;
    place.origin = origin;
    return {std::move(place), complaint_};
}

} // namespace lightcl
