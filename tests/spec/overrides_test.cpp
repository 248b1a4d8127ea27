#include "spec/spec_text.h"
#include "support/catch.h"

using namespace lightcl;
using lightcl::test::smallSpec;
using lightcl::test::specErrorOf;

namespace {

ExperimentSpec with(const std::string& toml, const std::string& setting) {
    return parseExperiment(toml, "a.toml", {parseOverride(setting)});
}

} // namespace

TEST_CASE("an override replaces or adds a setting", "[spec]") {
    const std::string toml = smallSpec("[training]\nepochs = 2\n");
    CHECK(with(toml, "training.epochs=3").training.integer("epochs") == 3);
    CHECK(with(toml, "scenario.tasks = 2").scenario.integer("tasks") == 2);
    CHECK(with(toml, "seeds=[4, 5]").seeds == std::vector<std::int64_t>{4, 5});
    CHECK(with(toml, "network.hidden=[7]").network.integers("hidden") == std::vector<std::int64_t>{7});
    CHECK(with(toml, "scenario.kind=task-incremental").scenario.text("kind") == "task-incremental");
    CHECK(with(toml, "name=\"quoted\"").name == "quoted");
    CHECK(with(toml, "name=2024").name == "2024");
}

TEST_CASE("a method's override reaches all methods of that name and no other", "[spec]") {
    const std::string toml =
        smallSpec("[[method]]\nname = \"er\"\nbuffer_size = 3\n[[method]]\nname = \"er\"\n", "name = \"joint\"");
    const auto spec = with(toml, "method.er.buffer_size=9");
    CHECK(spec.methods[0].parameters.integer("buffer_size") == 9);
    CHECK(spec.methods[1].parameters.integer("buffer_size") == 9);
    const auto trained = with(toml, "method.joint.epochs=4");
    CHECK(trained.methods[0].trainingOverrides.empty());
    CHECK(trained.methods[2].trainingOverrides.integer("epochs") == 4);
}

TEST_CASE("another backbone drops the settings of the one it replaces", "[spec]") {
    const auto spec = with(smallSpec("hidden = [5]\n"), "network.backbone=small-cnn");
    CHECK(spec.network.integer("width") == 32);
    CHECK_FALSE(spec.network.contains("hidden"));
}

TEST_CASE("a bad override names --set", "[spec]") {
    CHECK(specErrorOf(smallSpec(), {{"training.epochs", "many"}}) ==
          "--set training.epochs: expected an integer from 1 to 100000, got \"many\"");
    CHECK(specErrorOf(smallSpec(), {{"epochs", "3"}}) ==
          "--set epochs: expected a known key, the nearest is training.epochs");
    CHECK(specErrorOf(smallSpec(), {{"trainin.epochs", "3"}}) ==
          "--set trainin.epochs: expected a known key, the nearest is training.epochs");
    CHECK(specErrorOf(smallSpec(), {{"verbosity", "3"}}) ==
          "--set verbosity: expected name, seeds, selection or SECTION.KEY, with scenario, network, training, "
          "measuring, pretraining or method.NAME as the section");
    CHECK(specErrorOf(smallSpec(), {{"method.er.buffer_size", "3"}}) ==
          "--set method.er.buffer_size: expected a method of the spec, got \"er\"");
    CHECK(specErrorOf(smallSpec(), {{"training.epochs", "3\nname = 1"}}).find("--set training.epochs: expected") == 0);
    CHECK(test::inputErrorOf([] { static_cast<void>(parseOverride("training.epochs")); }) ==
          "--set: expected key=value, got \"training.epochs\"");
}
