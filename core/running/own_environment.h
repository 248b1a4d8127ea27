#pragma once

#include "runs/run_environment.h"

#include <istream>
#include <string>

namespace lightcl {

/// This process's environment, without its data's digest: what the system tells, and empty or 0 where it does not.
/// `libtorch`: the version of LibTorch it computes with.
RunEnvironment ownEnvironment(const std::string& libtorch);

/// The processor's name in a listing as /proc/cpuinfo; its parts by number where an ARM kernel tells no name.
std::string processorName(std::istream& cpuinfo);

/// The name of the library of BLAS among a process's mapped files (/proc/PID/maps): OpenBLAS, MKL, BLIS, ATLAS, else
/// the reference one; empty when there is none.
std::string blasLibrary(std::istream& maps);

} // namespace lightcl
