#include "cli/display/plain_display.h"
#include "cli/display/terminal_display.h"
#include "support/catch.h"
#include "support/message_of.h"

#include <sstream>

using namespace lightcl;
using namespace lightcl::test;

namespace {

RunEvent eventOf(const std::string& name, RunId run) {
    RunEvent event;
    event.event = name;
    event.run = run;
    event.method = "er";
    event.task = 1;
    event.tasks = 5;
    event.epoch = 1;
    event.epochs = 1;
    event.state = name == "finished" ? "done" : "";
    return event;
}

} // namespace

TEST_CASE("A pipe gets a line for each epoch and end, and no control characters") {
    std::ostringstream out;
    PlainDisplay display(out);
    for (const auto* name : {"started", "progress", "epoch", "finished"}) display.show(eventOf(name, 3), {});
    display.close();
    CHECK(out.str() == "run 3  er seed 0: task 1/5, epoch 1/1, loss 0.0000, 0 %\n"
                       "run 3  er seed 0: done in 0.0 s\n");
}

TEST_CASE("JSON lines pass unchanged") {
    std::ostringstream out;
    JsonDisplay display(out);
    display.show(eventOf("progress", 3), R"({"event":"progress","run":3,"unknown":1})");
    display.close();
    CHECK(out.str() == "{\"event\":\"progress\",\"run\":3,\"unknown\":1}\n");
}

TEST_CASE("A terminal shows a bar for each running run and keeps a line of each finished one") {
    std::ostringstream out;
    TerminalDisplay display(out, [] { return 60; });
    display.show(eventOf("started", 1), {});
    display.refresh();
    display.show(eventOf("started", 2), {});
    out.str({});
    display.show(eventOf("finished", 1), {});
    // One bar is taken back, the finished run's line stays, the bar of the other is drawn below it.
    CHECK(out.str().starts_with("\r\x1b[1A\x1b[Jrun 1  er seed 0: done in 0.0 s\ner"));
    out.str({});
    display.close();
    CHECK(out.str() == "\r\x1b[1A\x1b[J");
}
