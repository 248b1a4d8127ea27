#pragma once

#include <functional>
#include <iosfwd>

namespace lightcl {

/// Where a command writes: results to `out`, problems as single lines to `err`. Tests put string streams here.
struct Console {
    std::ostream& out;
    std::ostream& err;
    bool outIsTerminal = false;
    std::function<int()> columns; ///< width of the terminal now

    /// Standard output and standard error of this process.
    static Console standard();
};

} // namespace lightcl
