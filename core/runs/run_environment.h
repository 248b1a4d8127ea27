#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace lightcl {

/// Where and with what a run was made, as its worker found it when it last started. Empty or 0: not known.
struct RunEnvironment {
    std::string host;
    std::string cpu; ///< the processor's name
    std::int64_t cores = 0;
    std::int64_t memoryBytes = 0; ///< that the process might use
    std::string system;           ///< distribution, kernel and machine: "Debian GNU/Linux 12, Linux 6.1.0, x86_64"
    std::string programVersion;
    std::string libtorchVersion;
    std::string blas; ///< the file of the library that multiplies matrices: "libopenblasp-r0.3.21.so"
    /// Tells other images or labels: the check sum that the run's checkpoints carry (data/dataset.h).
    std::string dataDigest;
    std::string earlier; ///< what was otherwise when the run was started before: "libtorch_version 1.13.1; …"
    bool operator==(const RunEnvironment&) const = default;
};

/// A column of the view run_environment.
struct EnvironmentField {
    using Member = std::variant<std::string RunEnvironment::*, std::int64_t RunEnvironment::*>;

    std::string_view name; ///< the view's column
    Member member;
    std::string_view title; ///< "LibTorch", "data"
};

/// Every column but run_id, in the view's order.
const std::vector<EnvironmentField>& environmentFields();

/// The value for people, empty where it is not known: "8", "15.6 GiB".
std::string environmentText(const EnvironmentField& field, const RunEnvironment& environment);

/// All that is known, in a line: "board, Cortex-A76, 4 cores, 15.6 GiB, Debian …, workbench 0.1.0, LibTorch 2.6.0, …".
std::string environmentLine(const RunEnvironment& environment);

/// What `before` had otherwise than `now`, where both are known: "host a; libtorch_version 1.13.1". Empty for nothing.
std::string changedSince(const RunEnvironment& before, const RunEnvironment& now);

} // namespace lightcl
