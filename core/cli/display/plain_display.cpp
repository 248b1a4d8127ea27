#include "cli/display/plain_display.h"

#include "cli/display/progress_text.h"

#include <ostream>

namespace lightcl {

void PlainDisplay::show(const RunEvent& event, const std::string& /*line*/) {
    if (event.event == "epoch") *out_ << epochLine(event) << std::endl;
    if (event.event == "finished" || event.event == "failed") *out_ << endLine(event) << std::endl;
    if (event.event == "notice") *out_ << runLabel(event) << ": " << event.message << std::endl;
}

void JsonDisplay::show(const RunEvent& /*event*/, const std::string& line) {
    *out_ << line << std::endl;
}

} // namespace lightcl
