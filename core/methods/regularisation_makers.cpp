#include "methods/makers.h"

namespace lightcl {

Makers regularisationMakers() {
    return {};
}

} // namespace lightcl
