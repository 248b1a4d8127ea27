#include "spec/spec_file.h"

#include "spec/spec_text.h"
#include "support/catch.h"
#include "support/places.h"

#include <filesystem>

using namespace lightcl;
using namespace lightcl::test;
using lightcl::test::smallSpec;

TEST_CASE("what a spec leaves out has its default", "[spec]") {
    const auto spec = parseExperiment(smallSpec(), "a.toml");
    CHECK(spec.name == "small");
    CHECK(spec.seeds == std::vector<std::int64_t>{0});
    CHECK(spec.scenario.text("kind") == "class-incremental");
    CHECK(spec.scenario.integer("tasks") == 5);
    CHECK(spec.network.integers("hidden") == std::vector<std::int64_t>{100, 100});
    CHECK(spec.training.number("learning_rate") == Approx(0.01));
    CHECK(spec.measuring.flag("memory"));
    REQUIRE(spec.methods.size() == 1);
    CHECK(spec.methods.front().parameters.empty());
}

TEST_CASE("a method's own settings and the training keys it overrides are told apart", "[spec]") {
    const auto spec =
        parseExperiment(smallSpec("", "name = \"er\"\nreplay_size = 10\nlearning_rate = 1\nmomentum = 0.9"), "a.toml");
    const MethodSpec& er = spec.methods.front();
    CHECK(er.parameters == Parameters{{"buffer_size", std::int64_t{200}}, {"replay_size", std::int64_t{10}}});
    CHECK(er.trainingOverrides == Parameters{{"learning_rate", 1.0}, {"momentum", 0.9}});
    const auto cells = expandGrid(spec);
    REQUIRE(cells.size() == 1);
    CHECK(cells.front().training.number("learning_rate") == 1.0);
    CHECK(cells.front().training.integer("epochs") == 1);
}

TEST_CASE("the grid goes method by method, and a method may stand twice", "[spec]") {
    const auto spec = parseExperiment("seeds = [3, 1]\n" + smallSpec("[[method]]\nname = \"er\"\nbuffer_size = 50\n",
                                                                     "name = \"er\"\nbuffer_size = 100"),
                                      "a.toml");
    const auto cells = expandGrid(spec);
    REQUIRE(cells.size() == 4);
    CHECK(cells[0].seed == 3);
    CHECK(cells[1].seed == 1);
    CHECK(cells[1].method.parameters.integer("buffer_size") == 50);
    CHECK(cells[2].method.parameters.integer("buffer_size") == 100);
}

TEST_CASE("a seed may stand alone", "[spec]") {
    CHECK(parseExperiment("seeds = 7\n" + smallSpec(), "a.toml").seeds == std::vector<std::int64_t>{7});
}

TEST_CASE("a spec written out reads back as the same", "[spec]") {
    auto spec = parseExperiment("seeds = [0, 5]\n" + smallSpec("[[method]]\nname = \"lightcl\"\nbeta = 3\n"), "a.toml");
    spec.name = "quote \" backslash \\ tab\xC3\xA9 #";
    spec.training.set("learning_rate", 0.1 + 0.2);
    spec.scenario.set("class_order", std::vector<std::int64_t>{9, 8, 7, 6, 5, 4, 3, 2, 1, 0});
    spec.methods.back().trainingOverrides.set("weight_decay", 1e-5);
    CHECK(parseExperiment(toToml(spec), "again") == spec);
    CHECK(toToml(parseExperiment(toToml(spec), "again")) == toToml(spec));
}

TEST_CASE("each run of a grid reads back as the same", "[spec]") {
    const auto spec = loadExperiment(sourceFolder() / "experiments" / "quickstart.toml");
    for (auto run : expandGrid(spec)) {
        run.seed = 12;
        CHECK(parseRun(toToml(run), "a run") == run);
    }
}

TEST_CASE("a run is one method and one seed", "[spec]") {
    const auto two = toToml(parseExperiment("seeds = [0, 1]\n" + smallSpec(), "a.toml"));
    CHECK(test::inputErrorOf([&] { static_cast<void>(parseRun(two, "run 3")); }) ==
          "run 3: expected one method and one seed, got 2 runs");
}

TEST_CASE("paths become absolute, so that a run goes on from anywhere", "[spec]") {
    const auto spec = parseExperiment(smallSpec("weights = \"a/../w.safetensors\"\n"), "a.toml");
    CHECK(spec.network.text("weights") == (std::filesystem::current_path() / "w.safetensors").string());
    CHECK(spec.scenario.text("data_path").empty());
}
