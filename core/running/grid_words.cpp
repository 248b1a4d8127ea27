#include "running/grid_words.h"

#include "base/units.h"

#include <fmt/format.h>
#include <map>

namespace lightcl {

namespace {

/// Drawn class orders make a method's runs apart, but settings do not.
bool variesSettings(const std::vector<PreparedMethod>& methods) {
    std::map<std::string, const RunSpec*> first;
    for (const auto& method : methods) {
        if (method.isPretraining()) continue;
        const RunSpec& run = method.runs.front();
        const auto [known, isNew] = first.try_emplace(run.method.name, &run);
        const RunSpec& other = *known->second;
        if (!isNew && (other.method != run.method || other.training != run.training || other.network != run.network))
            return true;
    }
    return false;
}

} // namespace

std::string gridWords(const std::vector<PreparedMethod>& methods) {
    if (!variesSettings(methods)) return {};
    std::size_t runs = 0;
    double operations = 0;
    const PreparedMethod* largest = nullptr;
    for (const auto& method : methods) {
        if (!method.isPretraining()) runs += method.runs.size();
        operations += method.exact.trainingFlops * static_cast<double>(method.runs.size());
        if (largest == nullptr || method.exact.peak.total() > largest->exact.peak.total()) largest = &method;
    }
    return fmt::format("{} runs; the largest, of {}, is predicted to need {}; together {:.2g} operations", runs,
                       largest->isPretraining() ? "the pretraining" : largest->runs.front().method.name,
                       formatBytes(largest->exact.peak.total()), operations);
}

} // namespace lightcl
