#include "weights/weights_normalisation.h"

#include "base/error.h"
#include "text/printable.h"

#include <fmt/format.h>

namespace lightcl {

void requireSameNormalisation(const Normalisation& run, const WeightsFile& content, const std::filesystem::path& file) {
    const auto said = content.metadata.find(kNormalisationKey);
    if (said == content.metadata.end() || said->second == toText(run)) return;
    throw InputError({.section = "scenario", .key = "normalise"},
                     fmt::format("expected {}, with which the weights of {} were trained, got {}",
                                 printable(said->second), file.string(), toText(run)));
}

} // namespace lightcl
