#include "compare/filter_completion.h"

#include "compare/compared_runs.h"
#include "compare/filter_tokens.h"
#include "compare/run_filter.h"
#include "support/catch.h"

#include <algorithm>

using namespace lightcl;

namespace {

const std::vector<RunRecord>& someRuns() {
    static const std::vector<RunRecord> runs = [] {
        std::vector<RunRecord> made = {comparedRun(1, "er", "buffer_size = 200", 0, 0.5),
                                       comparedRun(2, "er", "buffer_size = 500", 1, 0.6),
                                       comparedRun(3, "lightcl", "", 0, 0.7)};
        made[0].summary.tags = R"(["paper","two words"])";
        return made;
    }();
    return runs;
}

FilterCompletion complete(const std::string& text, std::size_t cursor = std::string::npos) {
    return completeFilter(text, cursor, addresses(someRuns()));
}

std::vector<std::string> texts(const std::string& text) {
    std::vector<std::string> found;
    for (const auto& suggestion : complete(text).suggestions) found.push_back(suggestion.text);
    return found;
}

bool offers(const std::string& text, const std::string& suggestion) {
    const auto found = texts(text);
    return std::ranges::find(found, suggestion) != found.end();
}

} // namespace

TEST_CASE("keys, signs, values and what goes on are offered at their places", "[compare][filter]") {
    CHECK(offers("", "class_il"));
    CHECK(offers("", "buffer_size"));
    CHECK(offers("", "not"));
    CHECK(texts("buf") == std::vector<std::string>{"buffer_size", "method.buffer_size"});
    CHECK(offers("BUF", "buffer_size"));
    CHECK(offers("method ", "="));
    CHECK(offers("method ", "~"));
    CHECK(offers("method ", "in"));
    CHECK_FALSE(offers("class_il ", "~")); // a number contains nothing
    CHECK(offers("method = ", "er"));      // occurs
    CHECK(offers("method = ", "sgd"));     // of the catalog
    CHECK(texts("method = ligh") == std::vector<std::string>{"lightcl", "lightcl-sparse"});
    CHECK(texts("method=ligh") == std::vector<std::string>{"lightcl", "lightcl-sparse"});
    CHECK(texts("buffer_size >= ") == std::vector<std::string>{"200", "500"});
    CHECK(texts("class_il > ").empty()); // every run has its own
    CHECK(texts("archived = ") == std::vector<std::string>{"yes", "no"});
    CHECK(offers("state = ", "failed"));
    CHECK(texts("method = er ") == std::vector<std::string>{"and", "or"});
    CHECK(texts("(method = er ") == std::vector<std::string>{"and", "or", ")"});
    CHECK(offers("method = er and ", "seed"));
    CHECK(offers("not ", "seed"));
    CHECK(texts("method in ") == std::vector<std::string>{"("});
    CHECK(offers("method in (", "er"));
    CHECK(texts("method in (er ") == std::vector<std::string>{",", ")"});
    CHECK(offers("method in (er, ", "lightcl"));
    CHECK(texts("method in (er) ") == std::vector<std::string>{"and", "or"});
    // Words are no expression.
    CHECK(texts("er seed 2 ").empty());
    CHECK(texts("er ").empty());
}

TEST_CASE("a suggestion takes the place of what is written of it", "[compare][filter]") {
    const auto middle = complete("method = ligh and seed = 0", 13);
    CHECK(middle.begin == 9);
    CHECK(middle.end == 13);
    CHECK_FALSE(middle.isWhole);
    CHECK(complete("method = er").isWhole); // though er-ace begins so, too
    // A text of several words stands between quotes.
    CHECK(offers("tags = ", "\"two words\""));
    const auto quoted = complete("tags = \"tw");
    CHECK(quoted.begin == 7);
    REQUIRE(quoted.suggestions.size() == 1);
    CHECK(quoted.suggestions.front().text == "\"two words\"");
    // Every key that is offered is one, and says what it is.
    for (const auto& suggestion : complete("").suggestions) CHECK_FALSE(suggestion.help.empty());
}

TEST_CASE("an expression is told from words, and says where it is wrong", "[compare][filter]") {
    for (const auto* text :
         {"method = er", "seed<3", "seed in (1, 2)", "not archived", "(seed", "name = \"a b", "tags~a"})
        CHECK(isRunExpression(text));
    for (const auto* text : {"", "er", "er seed 2", "der++", "not", "er-ace", "quick start in time"})
        CHECK_FALSE(isRunExpression(text));
    const auto columnOf = [](const std::string& text) {
        try {
            static_cast<void>(parseRunFilter(text));
        } catch (const FilterError& error) {
            return error.column();
        }
        return std::size_t{0};
    };
    CHECK(columnOf("method = er") == 0);
    CHECK(columnOf("method = er und seed = 1") == 13);
    CHECK(columnOf("methd = er") == 1);
    CHECK(columnOf("name = \"a") == 8);
    CHECK(columnOf("seed = many") == 8);
    CHECK(columnOf("seed >") == 7); // behind its end: only unfinished
}
