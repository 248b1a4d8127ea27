#include "catalog/entries.h"
#include "catalog/method_entries.h"

namespace lightcl {

std::vector<MethodInfo> methodEntries() {
    std::vector<MethodInfo> all;
    for (const auto family :
         {baselineMethods, replayMethods, regularisationMethods, structuralMethods, lightClMethods}) {
        for (MethodInfo& method : family()) all.push_back(std::move(method));
    }
    return all;
}

} // namespace lightcl
