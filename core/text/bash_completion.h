#pragma once

#include "text/program_help.h"

#include <string>

namespace lightcl {

/// A script for bash that completes the program's commands, options, values where they are known, and file names.
std::string bashCompletion(const ProgramHelp& program);

} // namespace lightcl
