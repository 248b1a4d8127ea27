#include "cli/console.h"

#include <iostream>
#include <sys/ioctl.h>
#include <unistd.h>

namespace lightcl {

namespace {

int terminalColumns() {
    constexpr int usual = 80;
    winsize size{};
    return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : usual;
}

} // namespace

Console Console::standard() {
    return {std::cout, std::cerr, isatty(STDOUT_FILENO) == 1, terminalColumns};
}

} // namespace lightcl
