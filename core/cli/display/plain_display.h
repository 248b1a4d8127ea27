#pragma once

#include "cli/display/run_display.h"

#include <iosfwd>

namespace lightcl {

/// One line for each epoch and each finished run, without control characters: for pipes and log files.
class PlainDisplay : public RunDisplay {
public:
    explicit PlainDisplay(std::ostream& out) : out_(&out) {}

    void show(const RunEvent& event, const std::string& line) override;

private:
    std::ostream* out_;
};

/// Passes the workers' lines on unchanged, each at once.
class JsonDisplay : public RunDisplay {
public:
    explicit JsonDisplay(std::ostream& out) : out_(&out) {}

    void show(const RunEvent& event, const std::string& line) override;

private:
    std::ostream* out_;
};

} // namespace lightcl
