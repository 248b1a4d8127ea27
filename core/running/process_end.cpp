#include "running/process_end.h"

#include <cstring>
#include <fmt/format.h>

namespace lightcl {

std::string ProcessEnd::description() const {
    return signal != 0 ? fmt::format("signal {} ({})", signal, strsignal(signal))
                       : fmt::format("exit code {}", exitCode);
}

} // namespace lightcl
