#include "compare/run_filter.h"

#include "compare/compared_runs.h"
#include "compare/filter_tokens.h"
#include "support/catch.h"
#include "support/message_of.h"

#include <string>

using namespace lightcl;
using namespace lightcl::test;

namespace {

/// Numbers of the runs that an expression means.
std::vector<RunId> meant(const std::string& expression) {
    const std::vector<RunRecord> runs = {
        comparedRun(1, "er", "buffer_size = 200", 0, 0.7), comparedRun(2, "er", "buffer_size = 500", 1, 0.8),
        comparedRun(3, "der++", "buffer_size = 200", 0, 0.75), comparedRun(4, "sgd", "learning_rate = 0.5", 0, 0.2)};
    std::vector<RunId> ids;
    const auto filter = parseRunFilter(expression);
    for (const auto& run : runs)
        if (filter(run)) ids.push_back(run.summary.id);
    return ids;
}

std::string complaint(const std::string& expression) {
    return messageOf<FilterError>([&] { parseRunFilter(expression); });
}

} // namespace

TEST_CASE("An expression picks runs by figures and settings") {
    using Ids = std::vector<RunId>;
    CHECK(meant("") == Ids{1, 2, 3, 4});
    CHECK(meant("method = er") == Ids{1, 2});
    CHECK(meant("method = \"DER++\"") == Ids{3});
    CHECK(meant("method ~ er") == Ids{1, 2, 3});
    CHECK(meant("method=er and buffer_size>=200 and class_il>0.75") == Ids{2});
    CHECK(meant("class_il > 72%") == Ids{2, 3});
    CHECK(meant("method.buffer_size in (200, 300)") == Ids{1, 3});
    CHECK(meant("buffer_size != 200") == Ids{2});
    CHECK(meant("training.learning_rate = 0.5") == Ids{4});
    CHECK(meant("measured_peak_bytes <= 3MiB") == Ids{1, 2});
    CHECK(meant("state = DONE and backbone = mlp and seed = 1") == Ids{2});
    CHECK(meant("task_il > 0").empty());
}

TEST_CASE("An expression finds runs by the names of their classes") {
    RunRecord run = comparedRun(1, "er", "buffer_size = 200", 0, 0.7);
    run.summary.classNames = R"(["Cat","dog"])";
    CHECK(parseRunFilter("class_names ~ cat")(run));
    CHECK(parseRunFilter("class_names = \"cat, dog\"")(run));
    CHECK_FALSE(parseRunFilter("class_names ~ bird")(run));
}

TEST_CASE("Not binds before and, and before or, and brackets before all") {
    using Ids = std::vector<RunId>;
    CHECK(meant("method = sgd or method = er and seed = 1") == Ids{2, 4});
    CHECK(meant("(method = sgd or method = er) and seed = 0") == Ids{1, 4});
    CHECK(meant("not method = er and seed = 0") == Ids{3, 4});
    CHECK(meant("not (method = er or seed = 0)").empty());
    CHECK(meant("NOT buffer_size >= 200") == Ids{4});
}

TEST_CASE("A wrong expression says where, and what was expected") {
    CHECK(contains(complaint("bufer_size = 3"), "column 1"));
    CHECK(contains(complaint("bufer_size = 3"), "did you mean buffer_size?"));
    CHECK(contains(complaint("method = "), "column 10: expected a value after method =, got the end"));
    CHECK(contains(complaint("method er"), "column 8: expected one of"));
    CHECK(contains(complaint("class_il > good"), "a number, as class_il is one"));
    CHECK(contains(complaint("(seed = 1"), "expected and, or, or ), got the end"));
    CHECK(contains(complaint("seed = 1 seed = 2"), "column 10: expected and, or, or the end"));
    CHECK(contains(complaint("method = \"er"), "ends with the quote"));
    CHECK(contains(complaint("seed in 3"), "expected ( after seed in"));
    CHECK(contains(complaint("seed in (1; 2)"), "column"));
    CHECK(contains(complaint("and"), "expected a figure"));
    CHECK(contains(complaint(std::string(100000, '(')), "no more than 100 brackets"));
}

TEST_CASE("An expression picks runs by their marks and by where they were made") {
    RunRecord run = comparedRun(1, "er", "buffer_size = 200", 0, 0.7);
    run.summary.tags = R"(["Paper","late"])";
    run.summary.note = "watch task 3";
    run.environment = RunEnvironment{"board", "chip", 4, std::int64_t{8} << 30, "Linux", "1.0", "2.6.0", "", "", ""};
    for (const std::string expression :
         {"tags = paper", "tags in (x, late)", "tags ~ pap", "tags != x", "note ~ \"task 3\"", "archived = no",
          "archived != yes", "archived < 1", "host = board", "cores >= 4", "memory_bytes > 4GiB",
          "libtorch_version = 2.6.0", "not blas = x"})
        CHECK(parseRunFilter(expression)(run));
    for (const std::string expression : {"tags = pap", "archived = yes", "blas != x", "cores < 4", "data_digest ~ a"})
        CHECK_FALSE(parseRunFilter(expression)(run));
    run.environment.reset();
    CHECK_FALSE(parseRunFilter("host != board")(run));
    CHECK(contains(complaint("archived = perhaps"), "column 12: expected yes or no after archived ="));
    CHECK(contains(complaint("cores > few"), "expected a number"));
    CHECK(asksForArchived("method = er and Archived = yes"));
    CHECK_FALSE(asksForArchived("name = \"archived\""));
    CHECK_FALSE(asksForArchived(""));
}
