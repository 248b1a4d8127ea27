#pragma once

#include <cstddef>
#include <deque>
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

/// What a worker said last on standard error: why it failed, mostly.
class LastWords {
public:
    /// Keeps the line, less the worker's own name before it; the last 20 lines, and 500 bytes of each, are kept.
    void add(std::string_view line);
    /// Oldest first.
    [[nodiscard]] const std::deque<std::string>& lines() const { return lines_; }

private:
    std::deque<std::string> lines_;
};

} // namespace lightcl
