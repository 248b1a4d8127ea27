#pragma once

#include "spec/experiment_spec.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace lightcl {

/// An experiment as the command line gives it: SPEC.toml, --set key=value…, --seed N.
struct SpecOptions {
    std::string file;
    std::vector<std::string> settings;
    std::optional<std::int64_t> seed;

    void addTo(CLI::App& command);
    /// Reads and checks it. Throws InputError.
    [[nodiscard]] ExperimentSpec load() const;
};

} // namespace lightcl
