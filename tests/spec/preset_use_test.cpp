#include "spec/preset_use.h"

#include "catalog/catalog.h"
#include "spec/section_check.h"
#include "spec/spec_file.h"
#include "spec/spec_text.h"
#include "support/catch.h"
#include "support/message_of.h"

#include <set>

using namespace lightcl;
using namespace lightcl::test;

TEST_CASE("every preset's settings are ones the catalog knows, in range, and no two have one name", "[spec][preset]") {
    std::set<std::pair<std::string, std::string>> names;
    for (const MethodPreset& preset : methodPresets()) {
        INFO(preset.method << ", " << preset.name);
        CHECK(names.insert({preset.method, preset.name}).second);
        CHECK_FALSE(preset.source.empty());
        const MethodInfo* method = catalog().method(preset.method);
        REQUIRE(method != nullptr);
        auto known = method->parameters;
        const auto& training = catalog().trainingParameters();
        known.insert(known.end(), training.begin(), training.end());
        RawSection section;
        for (const auto& [key, value] : preset.settings.values()) section.entries[key] = rawEntry(value, "preset");
        const Parameters checked = checkSection(section, "method", known);
        for (const auto& [key, value] : preset.settings.values()) CHECK(*checked.find(key) == value);
        for (const std::string& dataset : preset.datasets) CHECK(catalog().dataset(dataset) != nullptr);
    }
}

TEST_CASE("a preset stands for its settings, and what the section says itself comes first", "[spec][preset]") {
    const auto spec = parseExperiment(
        smallSpec("", "name = \"der++\"\npreset = \"split-mnist-200\"\nalpha = 0.7\nmomentum = 0.9"), "a.toml");
    const MethodSpec& method = spec.methods.front();
    CHECK(method.parameters.number("alpha") == 0.7);
    CHECK(method.parameters.number("beta") == 1.0);
    CHECK(method.parameters.integer("replay_size") == 128);
    CHECK(method.trainingOverrides ==
          Parameters{{"batch_size", std::int64_t{10}}, {"learning_rate", 0.03}, {"momentum", 0.9}});
    CHECK(parseExperiment(toToml(spec), "again") == spec);
}

TEST_CASE("the framework's settings that docs/results.md uses are the preset's", "[spec][preset]") {
    const auto lwf = parseExperiment(smallSpec("", "name = \"lwf\"\npreset = \"split-mnist\""), "a.toml");
    CHECK(lwf.methods.front().parameters.number("alpha") == 4.0); // theirs is 1, without T² = 4
    CHECK(lwf.methods.front().trainingOverrides.number("weight_decay") == 0.0005);
    const auto ewc = parseExperiment(smallSpec("", "name = \"ewc\"\npreset = \"split-cifar-10\""), "a.toml");
    CHECK(ewc.methods.front().parameters.number("lambda") == 10.0);
    CHECK(ewc.methods.front().parameters.flag("weighted_fisher"));
}

TEST_CASE("a preset nobody knows is refused with those there are", "[spec][preset]") {
    const auto messageFor = [](const std::string& method) {
        return messageOf<InputError>([&] { parseExperiment(smallSpec("", method), "a.toml"); });
    };
    const auto unknown = messageFor("name = \"er\"\npreset = \"best\"");
    CHECK(contains(unknown, "method.er.preset: expected one of split-mnist-200, "));
    CHECK(contains(unknown, "got \"best\""));
    CHECK(contains(messageFor("name = \"er\"\npreset = 3"), "got 3"));
    CHECK(contains(messageFor("name = \"mas\"\npreset = \"split-mnist\""), "the method has no presets"));
    CHECK(contains(messageFor("name = \"er\"\npresets = \"split-mnist-200\""), "presets"));
}

TEST_CASE("a preset is told by its settings, on its own data set only", "[spec][preset]") {
    const auto runOf = [](const std::string& dataset, const std::string& method) {
        return expandGrid(parseExperiment("name = \"a\"\n[scenario]\ndataset = \"" + dataset +
                                              "\"\n[network]\nbackbone = \"mlp\"\n[[method]]\n" + method,
                                          "a.toml"))
            .front();
    };
    const RunSpec typed = runOf("fashion-mnist", "name = \"er\"\nreplay_size = 10\nbatch_size = 10\n");
    REQUIRE(presetUsed(typed) != nullptr);
    CHECK(presetUsed(typed)->name == "split-mnist-200");
    const RunSpec plain = runOf("fashion-mnist", "name = \"der\"\n");
    CHECK(presetUsed(plain) == nullptr);
    CHECK(presetUsed(runOf("fashion-mnist", "name = \"er\"\npreset = \"split-cifar-10-200\"\n")) == nullptr);

    const RunSpec untunable = runOf("fashion-mnist", "name = \"mas\"\n");
    CHECK(unevenTuning({typed, typed}).empty());
    CHECK(unevenTuning({plain, untunable}).empty());
    CHECK(
        unevenTuning({typed, plain, untunable}) ==
        "ER is set as a preset for the data set, DER not, though it has a preset for it too: compare them with care.");
}
