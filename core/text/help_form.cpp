#include "text/help_form.h"

#include "base/error.h"
#include "text/bash_completion.h"
#include "text/man_page.h"
#include "text/zsh_completion.h"

#include <fmt/format.h>

namespace lightcl {

std::string helpAs(const ProgramHelp& program, std::string_view form) {
    if (form == "man") return manPage(program);
    if (form == "bash") return bashCompletion(program);
    if (form == "zsh") return zshCompletion(program);
    throw InputError(fmt::format("--{}: expected {}, got {}", kHelpFormOption, kHelpFormNames, form));
}

} // namespace lightcl
