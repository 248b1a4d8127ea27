#include "cli/display/progress_text.h"
#include "support/approved.h"
#include "text/display_width.h"

#include <array>
#include <fmt/format.h>
#include <limits>

using namespace lightcl;
using namespace lightcl::test;

namespace {

RunEvent midRun() {
    RunEvent event;
    event.event = "epoch";
    event.run = 3;
    event.method = "lightcl";
    event.seed = 1;
    event.task = 2;
    event.tasks = 5;
    event.epoch = 1;
    event.epochs = 50;
    event.loss = 0.41237;
    event.fraction = 0.43;
    event.remainingSeconds = 65;
    event.seconds = 49.2;
    event.classIl = 0.7387;
    event.taskIl = 0.9843;
    return event;
}

RunEvent ended(const std::string& name, const std::string& state, const std::string& message) {
    auto event = midRun();
    event.event = name;
    event.state = state;
    event.message = message;
    return event;
}

} // namespace

TEST_CASE("A bar is filled to an eighth of a column") {
    CHECK(bar(0, 4) == "░░░░");
    CHECK(bar(1, 4) == "████");
    CHECK(bar(0.5, 3) == "█▌░");
    CHECK(bar(1.0 / 32, 4) == "▏░░░");
    CHECK(bar(-1, 2) == "░░");
    CHECK(bar(9, 2) == "██");
    CHECK(bar(std::numeric_limits<double>::quiet_NaN(), 2) == "░░");
}

TEST_CASE("The progress line drops what matters least as it narrows") {
    std::string text;
    for (const std::size_t width : {120U, 100U, 80U, 64U, 48U, 32U, 20U, 10U}) {
        text += fmt::format("{:>3} |{}\n", width, progressLine(midRun(), width));
    }
    RunEvent starting;
    starting.event = "started";
    starting.method = "er";
    text += fmt::format("{:>3} |{}\n", 80, progressLine(starting, 80));
    checkApproved("cli/approved/progress_lines.txt", text);
}

TEST_CASE("The progress line never overflows") {
    for (std::size_t width = 1; width <= 200; ++width) CHECK(displayWidth(progressLine(midRun(), width)) <= width);
}

TEST_CASE("Lines for a pipe") {
    auto unknown = midRun();
    unknown.remainingSeconds = -1;
    unknown.classIl.reset();
    const std::array lines = {
        epochLine(midRun()), epochLine(unknown), endLine(ended("finished", "done", {})),
        endLine(ended("finished", "interrupted", {})),
        endLine(ended("failed", {}, "the worker was killed (signal 9), often for want of memory"))};
    std::string text;
    for (const auto& line : lines) text += line + "\n";
    checkApproved("cli/approved/plain_lines.txt", text);
}
