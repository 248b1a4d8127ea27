#include "cli/display/run_display.h"

#include "cli/display/plain_display.h"
#include "cli/display/terminal_display.h"

namespace lightcl {

std::unique_ptr<RunDisplay> makeRunDisplay(const Console& console, bool json) {
    if (json) return std::make_unique<JsonDisplay>(console.out);
    if (console.outIsTerminal) return std::make_unique<TerminalDisplay>(console.out, console.columns);
    return std::make_unique<PlainDisplay>(console.out);
}

} // namespace lightcl
