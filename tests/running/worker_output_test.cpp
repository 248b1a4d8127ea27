#include "running/worker_output.h"

#include "support/catch.h"

using namespace lightcl;

TEST_CASE("Bytes become lines however they arrive") {
    LineBuffer buffer;
    CHECK(buffer.add("ab").empty());
    CHECK(buffer.add("c\nd\r\n\ne") == std::vector<std::string>{"abc", "d", ""});
    CHECK(buffer.takeRest() == "e");
    CHECK(buffer.takeRest().empty());
}

TEST_CASE("A worker's last words are its last lines, without its name") {
    LastWords words;
    words.add("");
    words.add("lightcl-worker: out of memory");
    words.add(std::string(501, 'x'));
    CHECK(words.lines() == std::deque<std::string>{"out of memory", std::string(500, 'x')});
    for (int line = 0; line < 20; ++line) words.add(std::to_string(line));
    REQUIRE(words.lines().size() == 20);
    CHECK(words.lines().front() == "0");
}
