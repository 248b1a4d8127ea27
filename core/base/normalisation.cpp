#include "base/normalisation.h"

#include "base/value.h"

namespace lightcl {

std::string toText(const Normalisation& normalisation) {
    if (!normalisation.any()) return "none";
    return toText(Value{NumberRows{normalisation.mean, normalisation.deviation}});
}

} // namespace lightcl
