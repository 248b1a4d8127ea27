#include "catalog/catalog.h"
#include "spec/spec_text.h"
#include "support/catch.h"

#include <filesystem>
#include <fstream>

using namespace lightcl;
using lightcl::test::smallSpec;
using lightcl::test::specErrorOf;

namespace {

std::string methodNames() {
    std::string names;
    for (const auto& method : catalog().methods()) names += (names.empty() ? "" : ", ") + method.name;
    return names;
}

} // namespace

TEST_CASE("a wrong value names file, line, key, what was expected and what was got", "[spec]") {
    CHECK(specErrorOf(smallSpec("[training]\nepochs = \"many\"\n")) ==
          "a.toml:7: training.epochs: expected an integer from 1 to 100000, got \"many\"");
    CHECK(specErrorOf(smallSpec("[training]\nbatch_size = 0\n")) ==
          "a.toml:7: training.batch_size: expected an integer from 1 to 65536, got 0");
    CHECK(specErrorOf(smallSpec("[training]\nlearning_rate = nan\n")) ==
          "a.toml:7: training.learning_rate: expected a number from 1e-08 to 100, got nan");
    CHECK(specErrorOf(smallSpec("[training]\nepochs = 2020-01-01\n")) ==
          "a.toml:7: training.epochs: expected an integer from 1 to 100000, got a date or time");
    CHECK(specErrorOf(smallSpec("[measuring]\nmemory = 1\n")) ==
          "a.toml:7: measuring.memory: expected true or false, got 1");
    CHECK(specErrorOf(smallSpec("hidden = [10, \"x\"]\n")) ==
          "a.toml:6: network.hidden: expected a list of one or more integers from 1 to 65536, got a list with entries "
          "that are no integers");
}

TEST_CASE("an unknown key names the nearest known one", "[spec]") {
    CHECK(specErrorOf(smallSpec("[training]\nepoch = 1\n")) ==
          "a.toml:7: training.epoch: expected a known key, the nearest is training.epochs");
    CHECK(specErrorOf(smallSpec("[trainning]\nepochs = 1\n")) ==
          "a.toml:6: trainning: expected a known key, the nearest is training");
    CHECK(specErrorOf(smallSpec("", "name = \"er\"\nbufer_size = 3")) ==
          "a.toml:8: method.er.bufer_size: expected a known key, the nearest is method.er.buffer_size");
    CHECK(specErrorOf("sed = 1\n" + smallSpec()) == "a.toml:1: sed: expected a known key, the nearest is seeds");
}

TEST_CASE("a key unlike every known one names them all", "[spec]") {
    CHECK(specErrorOf("verbosity = 1\n" + smallSpec()) ==
          "a.toml:1: verbosity: expected one of name, seeds, selection, selection_share, scenario, network, training, "
          "measuring, method, pretraining");
    CHECK(specErrorOf(smallSpec("[measuring]\ncolour = 1\n"))
              .starts_with("a.toml:7: measuring.colour: expected one of layer_metrics, "));
}

TEST_CASE("what is missing is named", "[spec]") {
    CHECK(specErrorOf("[[method]]\nname = \"sgd\"") ==
          "a.toml: name: expected a text of one line that is not empty, got nothing");
    CHECK(specErrorOf("name = \"a\"\n[scenario]\ntasks = 5") ==
          "a.toml:2: scenario.dataset: expected one of fashion-mnist, mnist, cifar-10, cifar-100, tiny-imagenet, "
          "image-folder, got nothing");
    CHECK(specErrorOf("name = \"a\"\n[scenario]\ndataset = \"mnist\"\n[network]\nwidth = 3") ==
          "a.toml:4: network.backbone: expected one of resnet18, small-cnn, mobilenet-v2, mlp, got nothing");
    CHECK(specErrorOf("name = \"a\"\nscenario.dataset = \"mnist\"\nnetwork.backbone = \"mlp\"") ==
          "a.toml: method: expected one or more [[method]] sections, got none");
    CHECK(specErrorOf(smallSpec("", "beta = 1")) ==
          "a.toml:6: method.name: expected one of " + methodNames() + ", got nothing");
}

TEST_CASE("an unknown method, data set or backbone is named", "[spec]") {
    CHECK(specErrorOf(smallSpec("", "name = \"ligtcl\"")) ==
          "a.toml:7: method.name: expected one of " + methodNames() + ", got \"ligtcl\" (did you mean lightcl?)");
    CHECK(specErrorOf(smallSpec("", "name = \"dark-knowledge\"")) ==
          "a.toml:7: method.name: expected one of " + methodNames() + ", got \"dark-knowledge\"");
    CHECK(specErrorOf(smallSpec(), {{"scenario.dataset", "emnist"}}) ==
          "--set scenario.dataset: expected one of fashion-mnist, mnist, cifar-10, cifar-100, tiny-imagenet, "
          "image-folder, got \"emnist\" (did you mean mnist?)");
}

TEST_CASE("a section of the wrong form is named", "[spec]") {
    CHECK(specErrorOf("training = 3\n" + smallSpec()) == "a.toml:1: training: expected a section [training]");
    CHECK(specErrorOf("name = \"a\"\n[method]\nname = \"sgd\"") ==
          "a.toml:2: method: expected [[method]] sections, got a table");
}

TEST_CASE("a split that does not come out is refused", "[spec]") {
    CHECK(specErrorOf("scenario.tasks = 3\nname = \"a\"\nscenario.dataset = \"fashion-mnist\"\nnetwork.backbone = "
                      "\"mlp\"\n[[method]]\nname = \"sgd\"") ==
          "a.toml:1: scenario.tasks: expected a divisor of the 10 classes of fashion-mnist, got 3");
    CHECK(specErrorOf(smallSpec(), {{"scenario.tasks", "20"}}) ==
          "--set scenario.tasks: expected a divisor of the 10 classes of fashion-mnist, got 20");
}

TEST_CASE("a class order names each class once", "[spec]") {
    const std::string expected =
        "--set scenario.class_order: expected each of 0 to 9 once (the 10 classes of fashion-mnist), got ";
    for (const char* order : {"[0, 1]", "[0, 1, 2, 3, 4, 5, 6, 7, 8, 8]", "[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]"}) {
        CHECK(specErrorOf(smallSpec(), {{"scenario.class_order", order}}) == expected + order);
    }
    CHECK(specErrorOf(smallSpec(), {{"scenario.class_order", "[9, 8, 7, 6, 5, 4, 3, 2, 1, 0]"}}).empty());
    CHECK(specErrorOf(smallSpec(), {{"scenario.class_order", "random"}}).empty());
    CHECK(specErrorOf(smallSpec(), {{"scenario.class_order", "randm"}}) ==
          "--set scenario.class_order: expected random, or a list of integers of at least 0, got \"randm\" (did you "
          "mean random?)");
}

TEST_CASE("seeds are different and not negative", "[spec]") {
    for (const char* seeds : {"[]", "[1, 1]", "[-1]", "-1", "1.5", "[0.5]", "\"one\""}) {
        INFO(seeds);
        CHECK(specErrorOf(std::string{"seeds = "} + seeds + "\n" + smallSpec())
                  .find("a.toml:1: seeds: expected a list of one or more different integers of at least 0, got ") == 0);
    }
}

TEST_CASE("a stage that the network lacks is refused", "[spec]") {
    CHECK(specErrorOf(smallSpec("", "name = \"lightcl\"\nfirst_trainable_stage = \"layer4\"")) ==
          "a.toml:8: method.lightcl.first_trainable_stage: expected a stage of mlp, one of hidden1, hidden2, head, got "
          "\"layer4\"");
}

TEST_CASE("text that is no TOML is refused on one line", "[spec]") {
    for (const std::string& text : {std::string{"name = \"a"}, std::string{"name = \"a\"\nname = \"b\""},
                                    std::string{"a\xff = 1"}, std::string{"[x\ny"}, std::string{"\0\0", 2}}) {
        const std::string message = specErrorOf(text);
        INFO(message);
        CHECK(message.find("a.toml:") == 0);
        CHECK(message.find("expected valid TOML") != std::string::npos);
        CHECK(message.find('\n') == std::string::npos);
    }
    CHECK(specErrorOf(" \n\n") == "a.toml: expected an experiment, found an empty file");
}

TEST_CASE("long values are cut short in messages", "[spec]") {
    const std::string message = specErrorOf(smallSpec("[training]\nepochs = \"" + std::string(5000, 'x') + "\"\n"));
    CHECK(message.size() < 200);
}

TEST_CASE("a missing file and a folder are named", "[spec]") {
    const auto missing = std::filesystem::temp_directory_path() / "no-such-experiment.toml";
    CHECK(test::inputErrorOf([&] { static_cast<void>(loadExperiment(missing)); }) ==
          missing.string() + ": expected an experiment file, found none");
    const auto folder = std::filesystem::temp_directory_path();
    CHECK(test::inputErrorOf([&] { static_cast<void>(loadExperiment(folder)); }) ==
          folder.string() + ": expected an experiment file, found a folder");
}

TEST_CASE("a spec from elsewhere is checked alike", "[spec]") {
    auto spec = parseExperiment(smallSpec(), "a.toml");
    CHECK(test::inputErrorOf([&] { CHECK(checkedExperiment(spec) == spec); }).empty());
    spec.training.set("epochs", std::int64_t{0});
    CHECK(test::inputErrorOf([&] { static_cast<void>(checkedExperiment(spec)); }) ==
          "training.epochs: expected an integer from 1 to 100000, got 0");
}

namespace {

InputPlace placeOfError(const std::string& toml) {
    try {
        static_cast<void>(parseExperiment(toml, "a.toml"));
    } catch (const InputError& error) {
        CHECK(std::string(error.what()).ends_with(": " + error.complaint()));
        return error.place();
    }
    return {};
}

} // namespace

TEST_CASE("an error carries its place", "[spec]") {
    const InputPlace epochs = placeOfError(smallSpec("[training]\nepochs = 0\n"));
    CHECK(epochs.section == "training");
    CHECK(epochs.key == "epochs");
    CHECK(epochs.origin == "a.toml:7");
    CHECK(epochs.owner.empty());
    CHECK(!epochs.ownerIndex);
    const InputPlace seeds = placeOfError("seeds = -1\n" + smallSpec());
    CHECK(seeds.section.empty());
    CHECK(seeds.key == "seeds");
    const InputPlace second = placeOfError(smallSpec("", "name = \"er\"\n[[method]]\nname = \"er\"\nbuffer_size = 0"));
    CHECK(second.section == "method");
    CHECK(second.owner == "er");
    CHECK(second.key == "buffer_size");
    CHECK(second.ownerIndex == 1U);
    CHECK(second.path() == "method.er.buffer_size");
    CHECK(placeOfError("name = 3").path() == "name");
}
