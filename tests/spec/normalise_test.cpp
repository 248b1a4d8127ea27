#include "base/error.h"
#include "spec/settings.h"
#include "spec/spec_file.h"
#include "spec/spec_upgrade.h"
#include "support/catch.h"
#include "support/error_message.h"

using namespace lightcl;
using namespace lightcl::test;

namespace {

ExperimentSpec experimentOn(const std::string& scenario) {
    return parseExperiment("name = \"n\"\n[scenario]\n" + scenario +
                               "\n[network]\nbackbone = \"small-cnn\"\n[[method]]\nname = \"lightcl\"\n",
                           "n.toml");
}

Normalisation normalisationOf(const std::string& scenario) {
    return scenarioSettings(experimentOn(scenario).scenario).normalisation;
}

const Normalisation kCifar10{{0.4914, 0.4822, 0.4465}, {0.2470, 0.2435, 0.2615}};

} // namespace

TEST_CASE("Photographs are normalised by the data set's known values unless a spec says otherwise, digits are not") {
    CHECK(normalisationOf("dataset = \"cifar-10\"") == kCifar10);
    CHECK(normalisationOf("dataset = \"cifar-10\"\nnormalise = \"none\"") == Normalisation{});
    CHECK(normalisationOf("dataset = \"mnist\"") == Normalisation{});
    CHECK(normalisationOf("dataset = \"mnist\"\nnormalise = \"dataset\"") == Normalisation{{0.1307}, {0.3081}});
    CHECK(normalisationOf("dataset = \"fashion-mnist\"") == Normalisation{});
    CHECK(normalisationOf("dataset = \"tiny-imagenet\"").any());
    const auto measured = scenarioSettings(experimentOn("dataset = \"cifar-10\"\nnormalise = \"first-task\"").scenario);
    CHECK(measured.normalise == "first-task");
    CHECK_FALSE(measured.normalisation.any());
}

TEST_CASE("A spec's own means and deviations are kept to the last digit, and what was meant by auto is written down") {
    const auto given =
        experimentOn("dataset = \"cifar-10\"\nnormalise = [[0.1, 1, -0.25], [0.3333333333333333, 2, 1e-3]]");
    CHECK(scenarioSettings(given.scenario).normalisation ==
          Normalisation{{0.1, 1, -0.25}, {0.3333333333333333, 2, 1e-3}});
    CHECK(parseExperiment(toToml(given), "again") == given);
    CHECK(toToml(experimentOn("dataset = \"cifar-10\"")).find("\nnormalise = \"dataset\"\n") != std::string::npos);
    CHECK(toToml(experimentOn("dataset = \"mnist\"")).find("\nnormalise = \"none\"\n") != std::string::npos);
    CHECK(toText(kCifar10) == "[[0.4914, 0.4822, 0.4465], [0.247, 0.2435, 0.2615]]");
    CHECK(toText(Normalisation{}) == "none");
}

TEST_CASE("What cannot normalise is refused in one line") {
    const auto complaint = [](const std::string& value) {
        return inputErrorOf([&] { experimentOn("dataset = \"cifar-10\"\nnormalise = " + value); });
    };
    CHECK(complaint("\"datasets\"").find("did you mean dataset?") != std::string::npos);
    CHECK(complaint("[[0.5], [0.5]]").find("expected 3 means and as many deviations") != std::string::npos);
    for (const char* value : {"[[0.5, 0.5, 0.5]]", "[[0.5, 0.5, 0.5], [0.5, 0.5, 0.0]]", "[[0.5, 0.5, 0.5], [1, 1]]",
                              "[[], []]", "[[0.5, 0.5, 0.5], [0.5, 0.5, nan]]", "[[0.5, 0.5, 0.5], [1, 1, -1]]", "3",
                              "[0, 1]", "[[\"a\"], [1]]", "[[true, 0.5, 0.5], [1, 1, 1]]"}) {
        CAPTURE(value);
        const std::string message = complaint(value);
        CHECK(message.find("scenario.normalise: expected") != std::string::npos);
        CHECK(message.find('\n') == std::string::npos);
    }
}

TEST_CASE("A spec of an earlier release means what it meant then") {
    const std::string old =
        "name = \"lightcl\"\nseeds = [0]\n\n[scenario]\ndataset = \"cifar-10\"\n\n[network]\nbackbone = "
        "\"small-cnn\"\n\n[[method]]\nname = \"lightcl\"\n";
    const RunSpec run = parseRun(upgradedSpec(old), "old");
    CHECK(run.scenario.text("normalise") == "none");
    CHECK(run.method.parameters.text("memory_batch_norm") == "joined");
    CHECK_FALSE(run.method.parameters.flag("augment_memory"));
    const std::string now = toToml(run);
    CHECK(upgradedSpec(now) == now);
}

TEST_CASE("Images of an earlier release's spec are not turned") {
    const auto rotation = [](const std::string& dataset) {
        const std::string old = "name = \"photos\"\nseeds = [0]\n\n[scenario]\ndataset = \"" + dataset +
                                "\"\n\n[network]\nbackbone = \"mlp\"\n\n[[method]]\nname = \"sgd\"\n";
        const RunSpec run = parseRun(upgradedSpec(old), "old");
        CHECK(upgradedSpec(toToml(run)) == toToml(run));
        return run.scenario.text("image_rotation");
    };
    CHECK(rotation("image-folder") == "none");
    CHECK(rotation("cifar-10") == "exif");
}
