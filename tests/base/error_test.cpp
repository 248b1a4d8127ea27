#include "base/error.h"

#include "support/catch.h"

using namespace lightcl;

TEST_CASE("an input error's message is its origin, its place and its complaint", "[error]") {
    const auto textOf = [](const InputPlace& place) { return std::string(InputError(place, "expected 1").what()); };
    CHECK(textOf({}) == "expected 1");
    CHECK(textOf({.section = "training", .key = "epochs"}) == "training.epochs: expected 1");
    CHECK(textOf({.section = "method", .owner = "er", .key = "buffer_size", .origin = "a.toml:3"}) ==
          "a.toml:3: method.er.buffer_size: expected 1");
    CHECK(textOf({.key = "seeds", .origin = "--set"}) == "--set seeds: expected 1");
    CHECK(textOf({.origin = "a.toml"}) == "a.toml: expected 1");
    const InputError moved = InputError({.section = "scenario", .key = "tasks"}, "expected 1").from("b.toml:2");
    CHECK(std::string(moved.what()) == "b.toml:2: scenario.tasks: expected 1");
    CHECK(moved.place().key == "tasks");
    CHECK(moved.complaint() == "expected 1");
}
