#include "runs/rows.h"

#include "base/error.h"

#include <array>
#include <fmt/format.h>

namespace lightcl {

namespace {

constexpr std::array<std::string_view, 5> kStateNames = {"queued", "running", "done", "failed", "interrupted"};

} // namespace

std::string_view toString(RunState state) {
    return kStateNames.at(static_cast<std::size_t>(state));
}

std::string_view toString(RunRole role) {
    if (role == RunRole::Trial) return "trial";
    return role == RunRole::Pretraining ? "pretraining" : "method";
}

RunState runStateFromString(std::string_view text) {
    for (std::size_t i = 0; i < kStateNames.size(); ++i)
        if (kStateNames[i] == text) return static_cast<RunState>(i);
    throw Error(fmt::format("run state: expected queued, running, done, failed or interrupted, got \"{}\"", text));
}

} // namespace lightcl
