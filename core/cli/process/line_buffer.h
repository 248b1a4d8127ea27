#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lightcl {

/// Cuts a stream of bytes into lines.
class LineBuffer {
public:
    /// The lines that these bytes complete, without their ends ("\n" or "\r\n").
    std::vector<std::string> add(std::string_view bytes);
    /// What came after the last line end, and forgets it.
    std::string takeRest();

private:
    std::string rest_;
};

} // namespace lightcl
