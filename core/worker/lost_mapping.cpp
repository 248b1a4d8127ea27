#include "worker/lost_mapping.h"

#include "runs/exit_code.h"

#include <csignal>
#include <string_view>
#include <unistd.h>

namespace lightcl {

namespace {

extern "C" void tellLostMapping(int /*signal*/) {
    // Only what a signal handler may call.
    constexpr std::string_view message =
        "lightcl-worker: a file that is mapped into memory was cut short while in use (an image cache below "
        "~/.cache/lightcl), or its disk is full or failing; `lightcl resume` goes on from the last epoch\n";
    if (::write(STDERR_FILENO, message.data(), message.size()) < 0) ::_exit(kExitFailed);
    ::_exit(kExitFailed);
}

} // namespace

void failOnLostMappings() {
    std::signal(SIGBUS, tellLostMapping);
}

} // namespace lightcl
