#include "methods/makers.h"

namespace lightcl {

Makers structuralMakers() {
    return {};
}

} // namespace lightcl
