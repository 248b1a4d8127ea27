#include "running/help_values.h"

#include "support/catch.h"

#include <algorithm>

using namespace lightcl;

namespace {

bool offers(const char* name, const std::string& word) {
    const auto choices = helpValue(name).choices;
    return std::find(choices.begin(), choices.end(), word) != choices.end();
}

} // namespace

TEST_CASE("The names of values say what may be written", "[help]") {
    CHECK(helpValue("text|csv").choices == std::vector<std::string>{"text", "csv"});
    CHECK(helpValue("FILE|DIR").choices.empty());
    CHECK(helpValue("FILE|DIR").files == "*");
    CHECK(helpValue("SPEC.toml").files == "*.toml");
    CHECK(helpValue("FILE.png").files == "*.png");
    CHECK(helpValue("N").files.empty());
    CHECK(offers("METHOD", "lightcl"));
    CHECK(offers("DATASET", "fashion-mnist"));
    CHECK(offers("BACKBONE", "mlp"));
    CHECK(offers("METRIC", "class_il"));
    CHECK_FALSE(offers("METRIC", "method"));
    CHECK(offers("KEY", "method"));
    CHECK(offers("KEY=VALUE", "training.epochs="));
}
