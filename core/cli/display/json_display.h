#pragma once

#include "cli/display/run_display.h"

#include <ostream>

namespace lightcl {

/// Passes the workers' lines on unchanged, each at once.
class JsonDisplay : public RunDisplay {
public:
    explicit JsonDisplay(std::ostream& out) : out_(&out) {}

    void show(const RunEvent& /*event*/, const std::string& line) override { *out_ << line << std::endl; }

private:
    std::ostream* out_;
};

} // namespace lightcl
