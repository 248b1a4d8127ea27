#include "rules/progressive_columns.h"

namespace lightcl {

namespace {

/// Multiply-accumulates of a row in a column's connections, before the first `stages` stages.
std::int64_t lateralMacs(const NetworkSpec& network, Laterals kind, std::int64_t earlier, std::size_t stages) {
    if (earlier == 0) return 0;
    std::int64_t macs = 0;
    for (std::size_t index = 1; index < stages; ++index) {
        const Shape map = network.stages[index].input();
        macs += (earlier + (kind == Laterals::Nonlinear ? 1 : 0)) * map.channels * map.elements();
    }
    return macs;
}

} // namespace

std::int64_t lateralValues(const StageSpec& stage, Laterals kind, std::int64_t earlier) {
    if (earlier == 0) return 0;
    const std::int64_t square = stage.input().channels * stage.input().channels;
    return earlier * square + (kind == Laterals::Nonlinear ? earlier + square : 0);
}

double columnOperations(const NetworkSpec& network, Laterals kind, std::int64_t earlier) {
    const std::size_t stages = network.stages.size();
    const std::int64_t perMac = kind == Laterals::Nonlinear ? 6 : 4;
    std::int64_t operations = perMac * lateralMacs(network, kind, earlier, stages);
    for (std::int64_t before = 0; before < earlier; ++before) {
        operations += 2 * (network.macs() - network.stages.back().macs());
        operations += 2 * lateralMacs(network, kind, before, stages - 1);
    }
    return static_cast<double>(operations);
}

} // namespace lightcl
