#include "catalog/entries.h"
#include "catalog/methods/families.h"

namespace lightcl {

std::vector<MethodInfo> methodEntries() {
    std::vector<MethodInfo> all;
    for (const auto family : {baselineMethods, reservoirMethods, sharedBufferMethods, regularisationMethods,
                              structuralMethods, lightClMethods}) {
        for (MethodInfo& method : family()) all.push_back(std::move(method));
    }
    return all;
}

} // namespace lightcl
