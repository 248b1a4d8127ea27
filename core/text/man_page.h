#pragma once

#include "text/program_help.h"

#include <string>
#include <string_view>

namespace lightcl {

/// The program's page of section 1 in roff (man(7)): name, synopsis, description, options, and each command with its
/// own. Names the project's other programs at its end.
std::string manPage(const ProgramHelp& program);

/// A text as roff prints it: hyphens are minus signs, `words in backticks` are bold, and nothing is taken for a
/// request.
std::string toRoff(std::string_view text);

} // namespace lightcl
