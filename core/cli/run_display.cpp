#include "cli/run_display.h"

#include "cli/json_display.h"
#include "cli/plain_display.h"
#include "cli/terminal_display.h"

namespace lightcl {

std::unique_ptr<RunDisplay> makeRunDisplay(const Console& console, bool json) {
    if (json) return std::make_unique<JsonDisplay>(console.out);
    if (console.outIsTerminal) return std::make_unique<TerminalDisplay>(console.out, console.columns);
    return std::make_unique<PlainDisplay>(console.out);
}

} // namespace lightcl
