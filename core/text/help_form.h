#pragma once

#include "text/program_help.h"

#include <array>
#include <string>
#include <string_view>

namespace lightcl {

/// The option that all programs have for it, and what it says of itself.
inline constexpr std::string_view kHelpFormOption = "help-as";
inline constexpr std::string_view kHelpFormHelp = "Print this help as a man page, or as completion for a shell";

/// The forms in which a program's help can be printed.
inline constexpr std::array<std::string_view, 3> kHelpForms = {"man", "bash", "zsh"};
inline constexpr std::string_view kHelpFormNames = "man|bash|zsh";

/// The help in that form, ending in a newline. Throws InputError for a form that there is not.
std::string helpAs(const ProgramHelp& program, std::string_view form);

} // namespace lightcl
