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

} // namespace lightcl
