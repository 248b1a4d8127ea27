#include "base/value.h"

#include "support/catch.h"

#include <stdexcept>

using namespace lightcl;

TEST_CASE("a value is written as TOML would", "[base]") {
    CHECK(toText(Value(true)) == "true");
    CHECK(toText(Value(std::int64_t{-3})) == "-3");
    CHECK(toText(Value(0.5)) == "0.5");
    CHECK(toText(Value(2.0)) == "2.0");
    CHECK(toText(Value(std::string("a \"b\" \\ \n"))) == R"("a \"b\" \\ \n")");
    CHECK(toText(Value(std::string(1, '\x01'))) == "\"\\u0001\"");
    CHECK(toText(Value(std::vector<std::int64_t>{1, 2})) == "[1, 2]");
    CHECK(toText(Value(std::vector<std::int64_t>{})) == "[]");
}

TEST_CASE("parameters are read by name and type", "[base]") {
    const Parameters parameters{{"epochs", std::int64_t{3}},
                                {"rate", 0.5},
                                {"name", std::string("er")},
                                {"on", true},
                                {"hidden", std::vector<std::int64_t>{100, 50}}};
    CHECK(parameters.integer("epochs") == 3);
    CHECK(parameters.number("rate") == 0.5);
    CHECK(parameters.number("epochs") == 3.0);
    CHECK(parameters.text("name") == "er");
    CHECK(parameters.flag("on"));
    CHECK(parameters.integers("hidden").size() == 2);
    CHECK_THROWS_AS(parameters.integer("rate"), std::logic_error);
    CHECK_THROWS_AS(parameters.text("missing"), std::logic_error);
    CHECK(parameters.find("missing") == nullptr);
}

TEST_CASE("overrides lie over what was there", "[base]") {
    const Parameters base{{"epochs", std::int64_t{1}}, {"rate", 0.1}};
    const Parameters result = base.overlaidWith({{"rate", 0.2}, {"momentum", 0.9}});
    CHECK(result == Parameters{{"epochs", std::int64_t{1}}, {"rate", 0.2}, {"momentum", 0.9}});
    CHECK(base.number("rate") == 0.1);
}
