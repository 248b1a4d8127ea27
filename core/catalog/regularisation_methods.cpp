#include "catalog/entries.h"
#include "catalog/method_entries.h"

namespace lightcl {

std::vector<MethodInfo> regularisationMethods() {
    return {};
}

} // namespace lightcl
