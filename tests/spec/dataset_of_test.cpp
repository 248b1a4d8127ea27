#include "spec/dataset_of.h"
#include "spec/held_out.h"
#include "spec/method_network.h"
#include "spec/settings.h"
#include "spec/spec_file.h"
#include "support/catch.h"
#include "support/error_message.h"
#include "support/image_tree.h"
#include "support/message_of.h"

#include <fmt/format.h>

using namespace lightcl;
using namespace lightcl::test;

namespace {

/// Three classes of 4, 3 and 2 images, of one test image each.
void writeFolder(const TemporaryFolder& folder) {
    writeTree(folder,
              {"train/a/1.jpg", "train/a/2.jpg", "train/a/3.jpg", "train/a/4.png", "train/b/1.jpg", "train/b/2.jpg",
               "train/b/3.jpg", "train/c/1.jpg", "train/c/2.jpg", "test/a/1.jpg", "test/b/1.jpg", "test/c/1.jpg"});
}

std::string specOf(const TemporaryFolder& folder, const std::string& more = "") {
    return fmt::format("name = \"photos\"\n[scenario]\ndataset = \"image-folder\"\ndata_path = \"{}\"\ntasks = 3\n{}\n"
                       "[network]\nbackbone = \"mlp\"\n[[method]]\nname = \"sgd\"\n",
                       folder.path().string(), more);
}

ExperimentSpec parse(const std::string& toml) {
    return parseExperiment(toml, "photos.toml");
}

using Counts = std::vector<std::int64_t>;

} // namespace

TEST_CASE("an image folder's shape, classes and counts are those of its names", "[spec]") {
    const TemporaryFolder folder;
    writeFolder(folder);
    const auto experiment = parse(specOf(folder, "image_size = 16"));
    const auto dataset = datasetOf(experiment.scenario);
    CHECK(dataset.input == Shape{3, 16, 16});
    CHECK(dataset.classNames == std::vector<std::string>{"a", "b", "c"});
    CHECK(dataset.trainCounts == Counts{4, 3, 2});
    CHECK(dataset.testCounts == Counts{1, 1, 1});
    CHECK(networkOf(expandGrid(experiment).front()).classes == 3);
    CHECK(taskClasses(scenarioSettings(experiment.scenario)).size() == 3);
}

TEST_CASE("a held-out share moves counts from training to test", "[spec]") {
    const TemporaryFolder folder;
    writeFolder(folder);
    const auto dataset = datasetOf(parse(specOf(folder, "held_out = 0.5")).scenario);
    CHECK(dataset.trainCounts == Counts{2, 1, 1});
    CHECK(dataset.testCounts == Counts{2, 2, 1});
    const auto cifar = datasetOf(
        parse("name = \"c\"\n[scenario]\ndataset = \"cifar-10\"\nheld_out = 0.1\n[network]\nbackbone = \"mlp\"\n"
              "[[method]]\nname = \"sgd\"\n")
            .scenario);
    CHECK(cifar.trainCounts == Counts(10, 4500));
    CHECK(cifar.testCounts == Counts(10, 500));
}

TEST_CASE("what is wrong with an image folder is told with the spec's line", "[spec]") {
    const TemporaryFolder folder;
    const auto error = [](const std::string& toml) { return inputErrorOf([&] { parse(toml); }); };
    CHECK(contains(error(specOf(folder)), "photos.toml:4: scenario.held_out: expected a share above 0"));
    writeFolder(folder);
    CHECK(contains(error(specOf(folder, "class_order = [0, 1, 2, 3]")), "expected each of 0 to 2 once"));
    std::filesystem::remove(folder / "test/b/1.jpg");
    CHECK(error(specOf(folder)) == "photos.toml:4: scenario.data_path: " + (folder / "test/b").string() +
                                       ": expected images (.jpg, .jpeg or .png), found none");
    std::filesystem::remove(folder / "train/c/2.jpg");
    CHECK(contains(error(specOf(folder, "held_out = 0.5")), "expected at least two images in "));
}

TEST_CASE("images of kinds that are not read are told with the spec's line", "[spec]") {
    const TemporaryFolder folder;
    writeFolder(folder);
    writeTree(folder, {"train/a/5.webp"});
    CHECK(
        contains(inputErrorOf([&] { parse(specOf(folder)); }),
                 "photos.toml:4: scenario.data_path: expected images that are .jpg, .jpeg or .png, found 1 of other"));
    CHECK(datasetOf(parse(specOf(folder, "skip_unreadable = true")).scenario).trainCounts == Counts{4, 3, 2});
}

TEST_CASE("a stored run can be read after its image folder has gone", "[spec]") {
    const TemporaryFolder folder;
    writeFolder(folder);
    const auto run = expandGrid(parse(specOf(folder))).front();
    std::filesystem::remove_all(folder / "train");
    CHECK(parseRun(toToml(run), "run 1") == run);
    CHECK_FALSE(inputErrorOf([&] { static_cast<void>(networkOf(run)); }).empty());
}

TEST_CASE("a held-out share is rounded up and leaves something to train on", "[spec]") {
    CHECK(heldOutOf(5000, 0.1) == 500);
    CHECK(heldOutOf(5, 0.1) == 1);
    CHECK(heldOutOf(100, 0.07) == 7);
    CHECK(heldOutOf(3, 0.9) == 2);
    CHECK(heldOutOf(1, 0.5) == 0);
    CHECK(heldOutOf(0, 0.5) == 0);
    CHECK(heldOutOf(5000, 0) == 0);
}
