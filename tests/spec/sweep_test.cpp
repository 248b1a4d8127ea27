#include "spec/sweep.h"

#include "spec/experiment_of_runs.h"
#include "spec/spec_file.h"
#include "spec/spec_text.h"
#include "support/catch.h"
#include "support/message_of.h"

using namespace lightcl;
using namespace lightcl::test;

namespace {

ExperimentSpec swept(const std::string& method, const std::string& sections = {}) {
    return parseExperiment(smallSpec(sections, method), "a.toml");
}

std::string sweepError(const std::string& method, const std::string& sections = {}) {
    return messageOf<InputError>([&] { swept(method, sections); });
}

std::vector<double> ratesOf(const ExperimentSpec& spec) {
    std::vector<double> rates;
    for (const RunSpec& run : expandGrid(spec)) rates.push_back(run.training.number("learning_rate"));
    return rates;
}

} // namespace

TEST_CASE("lists in a method become a method for each combination", "[spec][sweep]") {
    const auto spec = swept("name = \"der++\"\nalpha = [0.1, 0.5]\nbuffer_size = [50, 100, 200]\nbeta = 1");
    REQUIRE(spec.methods.size() == 6);
    CHECK(spec.methods[0].parameters.number("alpha") == 0.1);
    CHECK(spec.methods[1].parameters.number("alpha") == 0.1);
    CHECK(spec.methods[1].parameters.integer("buffer_size") == 100);
    CHECK(spec.methods[5].parameters.number("alpha") == 0.5);
    CHECK(spec.methods[5].parameters.integer("buffer_size") == 200);
    CHECK(spec.methods[5].parameters.number("beta") == 1.0);
    CHECK(swept("name = \"er\"\nbuffer_size = [50]").methods.size() == 1);
}

TEST_CASE("texts, presets and switches are swept too, and a list of lists where a setting is a list", "[spec][sweep]") {
    CHECK(swept("name = \"er-ace\"\noutputs = [\"paper\", \"authors-code\"]").methods.size() == 2);
    CHECK(swept("name = \"icarl\"\nnormalise = [true, false]").methods.size() == 2);
    const auto presets = swept("name = \"er\"\npreset = [\"split-mnist-200\", \"split-mnist-500\"]");
    REQUIRE(presets.methods.size() == 2);
    CHECK(presets.methods[1].parameters.integer("buffer_size") == 500);
    CHECK(swept("name = \"sparcl-er\"\nremoval_epochs = [5, 10]").methods.size() == 1);
    const auto lists = swept("name = \"sparcl-er\"\nremoval_epochs = [[5], [5, 10]]");
    REQUIRE(lists.methods.size() == 2);
    CHECK(lists.methods[1].parameters.integers("removal_epochs") == std::vector<std::int64_t>{5, 10});
}

TEST_CASE("a list in [training] goes to every method that does not set the key itself", "[spec][sweep]") {
    const auto spec = parseExperiment(smallSpec("[training]\nlearning_rate = [0.1, 0.01]\n"
                                                "[[method]]\nname = \"er\"\nlearning_rate = 0.5\n",
                                                "name = \"sgd\""),
                                      "a.toml");
    CHECK(ratesOf(spec) == std::vector<double>{0.5, 0.1, 0.01});
    CHECK(parseExperiment(toToml(spec), "again") == spec);
}

TEST_CASE("a list in [network] gives methods networks of their own", "[spec][sweep]") {
    const auto spec = parseExperiment("name = \"a\"\n[scenario]\ndataset = \"mnist\"\n[network]\nbackbone = \"mlp\"\n"
                                      "hidden = [[100], [50, 50]]\n[[method]]\nname = \"sgd\"\n",
                                      "a.toml");
    const auto runs = expandGrid(spec);
    REQUIRE(runs.size() == 2);
    CHECK(runs[0].network.integers("hidden") == std::vector<std::int64_t>{100});
    CHECK(runs[1].network.integers("hidden") == std::vector<std::int64_t>{50, 50});
    CHECK(runs[1].method.network.empty());
    CHECK(parseExperiment(toToml(spec), "again") == spec);
    CHECK(checkedExperiment(spec) == spec);
    CHECK(expandGrid(experimentOfRuns(runs).experiment) == runs);
    CHECK(parseRun(toToml(runs[1]), "run") == runs[1]);
}

TEST_CASE("a method may have another backbone, without the settings of the one it replaces", "[spec][sweep]") {
    const auto spec = parseExperiment("name = \"a\"\n[scenario]\ndataset = \"mnist\"\n[network]\n"
                                      "backbone = [\"mlp\", \"small-cnn\"]\n[[method]]\nname = \"sgd\"\n",
                                      "a.toml");
    const auto runs = expandGrid(spec);
    REQUIRE(runs.size() == 2);
    CHECK(runs[1].network.text("backbone") == "small-cnn");
    CHECK_FALSE(runs[1].network.contains("hidden"));
    CHECK(parseExperiment(toToml(spec), "again") == spec);
}

TEST_CASE("a range is the values between its ends", "[spec][sweep]") {
    CHECK(ratesOf(swept("name = \"sgd\"\nlearning_rate = { from = 0.001, to = 0.1, count = 3, scale = \"log\" }")) ==
          std::vector<double>{0.001, 0.01, 0.1});
    CHECK(ratesOf(swept("name = \"sgd\"\nlearning_rate = { from = 0.1, to = 0.4, step = 0.1 }")) ==
          std::vector<double>{0.1, 0.2, 0.3, 0.4});
    const auto sizes = swept("name = \"er\"\nbuffer_size = { from = 100, to = 300, count = 3 }");
    REQUIRE(sizes.methods.size() == 3);
    CHECK(sizes.methods[1].parameters.integer("buffer_size") == 200);
    const auto given = parseExperiment(smallSpec("", "name = \"er\""), "a.toml",
                                       {parseOverride("method.er.buffer_size=[10, 20]"),
                                        parseOverride("training.learning_rate={from=0.1, to=0.2, count=2}")});
    CHECK(expandGrid(given).size() == 4);
}

TEST_CASE("a grid that is none is refused at its place", "[spec][sweep]") {
    CHECK(
        contains(sweepError("name = \"er\"\nbuffer_size = []"), "method.er.buffer_size: expected one value or a list"));
    CHECK(contains(sweepError("name = \"er\"\nbuffer_size = [5, 7, 5]"), "expected different values, got 5 twice"));
    CHECK(contains(sweepError("name = \"er\"\nbuffer_size = [5, \"many\"]"),
                   "method.er.buffer_size: expected an integer from 1 to 10000000, got \"many\""));
    CHECK(contains(sweepError("name = \"er\"\nbuffer_size = { from = 5, to = 1, count = 3 }"), "expected a range"));
    CHECK(contains(sweepError("name = \"er\"\nbuffer_size = { from = 1, to = 5 }"), "expected a range"));
    CHECK(contains(sweepError("name = \"er\"\nlearning_rate = { from = 0, to = 1, count = 3, scale = \"log\" }"),
                   "expected a range"));
    CHECK(contains(sweepError("name = \"er\"\nbuffer_size = { from = 1, to = 9000, step = 1 }\n"
                              "learning_rate = [0.1, 0.2]"),
                   "at most 10000 combinations"));
    CHECK(contains(sweepError("name = \"er\"\nbatches = [1, 2]"), "batches"));
    CHECK(contains(specErrorOf(smallSpec(), {parseOverride("scenario.tasks=[5, 10]")}), "scenario.tasks: expected"));
}
