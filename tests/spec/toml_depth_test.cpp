#include "base/error.h"
#include "spec/experiment_spec.h"
#include "spec/overrides.h"
#include "spec/spec_file.h"
#include "spec/spec_text.h"
#include "spec/toml_depth.h"
#include "support/catch.h"
#include "support/message_of.h"

using namespace lightcl;
using namespace lightcl::test;

namespace {

std::string times(int count, const std::string& text) {
    std::string all;
    for (int i = 0; i < count; ++i) all += text;
    return all;
}

} // namespace

TEST_CASE("A spec whose keys or lists are deeper than any is refused by its line") {
    const std::string parts = times(60'000, "a.") + "a";
    for (const std::string& text :
         {parts + " = 1", "[" + parts + "]", "[[" + parts + "]]", "x = {" + parts + " = 1}",
          times(60'000, "a . ") + "a = 1", times(60'000, "\"a\".") + "a = 1", "x = " + times(100'000, "["),
          "x = " + times(100'000, "{a="), "x = " + times(100'000, "[{a=")}) {
        CAPTURE(text.substr(0, 40));
        CHECK(messageOf<InputError>([&] { parseExperiment("name = \"x\" # \"\n" + text, "a.toml"); }) ==
              "a.toml:2: expected keys of a few parts and lists in a few levels, found more");
    }
}

TEST_CASE("What --set gives is read with the same care") {
    const std::string injected = "training.epochs=1\n" + times(60'000, "a.") + "a = 1";
    CHECK_THROWS_AS(parseExperiment(smallSpec(""), "a.toml", {parseOverride(injected)}), InputError);
    CHECK_THROWS_AS(parseExperiment(smallSpec(""), "a.toml", {parseOverride("training.epochs=" + times(100'000, "["))}),
                    InputError);
    CHECK_THROWS_AS(parseExperiment(smallSpec(""), "a.toml", {parseOverride(times(60'000, "a.") + "a=1")}), InputError);
}

TEST_CASE("Dots and brackets in texts and comments are no levels") {
    const std::string many = times(100, ".[{");
    CHECK(lineOfDeepToml("x = \"" + many + "\\\"" + many + "\"") == 0);
    CHECK(lineOfDeepToml("x = '" + many + "'") == 0);
    CHECK(lineOfDeepToml("x = 1 # " + many) == 0);
    CHECK(lineOfDeepToml("x = \"\"\"\n" + many + "\"\" \n" + many + "\"\"\"\"\ny = 1.5") == 0);
    CHECK(lineOfDeepToml("x = '''\n" + many + "'' \n" + many + "'''") == 0);
    CHECK(lineOfDeepToml("x = \"\"\ny = \"a\"\n" + times(20, "a.")) == 3);
    CHECK(lineOfDeepToml(times(100, "x = 1.5\n")) == 0);
}
