#pragma once

#include "text/program_help.h"

namespace CLI {
class App;
}

namespace lightcl {

/// What CLI11's help of the program says, as a value.
ProgramHelp helpOf(const CLI::App& program);

/// Adds --help-as FORM (text/help_form.h), which prints and ends as --version does. `program` must outlive parsing.
void addHelpForms(CLI::App& program);

} // namespace lightcl
