#pragma once

#include "text/program_help.h"

#include <string>

namespace lightcl {

/// A function for zsh that completes the program's commands, options, values where they are known, and file names. It
/// can be loaded by itself (a file _NAME in $fpath) and be sourced.
std::string zshCompletion(const ProgramHelp& program);

} // namespace lightcl
