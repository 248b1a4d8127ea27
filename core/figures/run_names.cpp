#include "figures/run_names.h"

#include "catalog/catalog.h"

#include <fmt/format.h>

namespace lightcl {

namespace {

/// What a file name may hold on any system; letters beyond ASCII are kept.
bool isUsualInFileNames(char character) {
    const auto byte = static_cast<unsigned char>(character);
    const bool letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
    return letter || (byte >= '0' && byte <= '9') || byte == '_' || byte == '.' || byte >= 0x80;
}

} // namespace

std::string methodTitle(const std::string& method) {
    const MethodInfo* known = catalog().method(method);
    return known != nullptr ? known->title : method;
}

std::string runLabel(const RunSummary& run) {
    return fmt::format("{}, seed {}", methodTitle(run.method), run.seed);
}

std::string runTitle(const RunSummary& run) {
    return run.name.empty() ? runLabel(run) : fmt::format("{}: {}", run.name, runLabel(run));
}

std::string runFileStem(const RunSummary& run) {
    std::string stem;
    for (const char character : fmt::format("{}-{}-seed{}", run.name, run.method, run.seed)) {
        const char lower = character >= 'A' && character <= 'Z' ? static_cast<char>(character - 'A' + 'a') : character;
        if (isUsualInFileNames(character))
            stem += lower;
        else if (stem.empty() || stem.back() != '-')
            stem += '-';
    }
    return stem;
}

std::string runOrigin(const RunSummary& run, bool hasParent) {
    if (!run.branchTask) return {};
    // A branch that was merged in without its parent knows no number of it.
    const std::string parent = run.parentRun ? fmt::format("run {}", *run.parentRun) : "a run that is not here";
    return fmt::format("from {}{} after task {}", parent, run.parentRun && !hasParent ? " (deleted)" : "",
                       *run.branchTask);
}

} // namespace lightcl
