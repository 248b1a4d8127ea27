#include "runs/run_event.h"

#include "base/error.h"
#include "support/message_of.h"

#include <cmath>
#include <limits>

using namespace lightcl;
using namespace lightcl::test;

TEST_CASE("an event is one line of JSON with snake-case keys and no absent figures", "[events]") {
    RunEvent event;
    event.event = "epoch";
    event.run = 3;
    event.name = "quick start";
    event.method = "er";
    event.task = 2;
    event.tasks = 5;
    event.classIl = 0.5;
    CHECK(toJsonLine(event) == R"({"event":"epoch","run":3,"name":"quick start","method":"er","seed":0,)"
                               R"("task":2,"tasks":5,"class_il":0.5})");
}

TEST_CASE("an event comes back as it was", "[events]") {
    RunEvent event;
    event.event = "progress";
    event.run = 12;
    event.name = "a \"name\"\nin two lines";
    event.method = "lightcl";
    event.seed = -4;
    event.task = 1, event.tasks = 2, event.epoch = 3, event.epochs = 4, event.step = 5, event.steps = 6;
    event.loss = 0.1, event.fraction = 0.25, event.remainingSeconds = 0, event.seconds = 12.5;
    event.measuringShare = 0.03;
    event.classIl = 0, event.taskIl = 1.0 / 3;
    event.state = "done";
    event.message = "déjà vu";
    const std::string line = toJsonLine(event);
    CHECK(!contains(line, "\n"));
    const RunEvent back = parseRunEvent(line);
    CHECK(toJsonLine(back) == line);
    CHECK(back.name == event.name);
    CHECK(back.seed == -4);
    CHECK(back.steps == 6);
    CHECK(back.remainingSeconds == 0);
    CHECK(back.classIl == 0.0);
    CHECK(back.taskIl == 1.0 / 3);
    CHECK(back.message == event.message);
}

TEST_CASE("an event of a run bears its names and keeps the figures given with it", "[events]") {
    RunSummary run;
    run.id = 7;
    run.name = "quick start";
    run.method = "er";
    run.seed = 2;
    CHECK(toJsonLine(RunEvent::of(run, "started")) ==
          R"({"event":"started","run":7,"name":"quick start","method":"er","seed":2})");
    RunEvent figures;
    figures.task = 3;
    figures.taskIl = 0.5;
    CHECK(toJsonLine(RunEvent::of(run, "epoch", figures)) ==
          R"({"event":"epoch","run":7,"name":"quick start","method":"er","seed":2,"task":3,"task_il":0.5})");
}

TEST_CASE("a figure that is not finite survives as one", "[events]") {
    RunEvent event;
    event.event = "progress";
    event.loss = std::numeric_limits<double>::infinity();
    CHECK(contains(toJsonLine(event), "\"loss\":null"));
    CHECK(std::isnan(parseRunEvent(toJsonLine(event)).loss));
    CHECK(parseRunEvent(R"({"event":"started"})").remainingSeconds == -1);
}

TEST_CASE("bytes that are no UTF-8 do not break the line", "[events]") {
    RunEvent event;
    event.event = "failed";
    event.message = "caf\xe9";
    CHECK(contains(parseRunEvent(toJsonLine(event)).message, "caf"));
}

TEST_CASE("what is no event is refused", "[events]") {
    for (const char* line : {"", "hello", "[1]", "3", "{}", R"({"event":3})", R"({"event":"epoch","task":"two"})"})
        CHECK(contains(messageOf<Error>([&] { parseRunEvent(line); }), "expected an event"));
}
