#include "catalog/catalog.h"
#include "cli/command_fixture.h"
#include "places/dataset_finder.h"
#include "support/catch.h"
#include "support/message_of.h"
#include "support/places.h"
#include "support/unprivileged.h"
#include "weights/weights_file.h"

#include <algorithm>

using namespace lightcl;
using namespace lightcl::test;

namespace {

std::string dataFile(const std::string& name) {
    return (sourceFolder() / "tests/support/files" / name).string();
}

/// A folder with a spec of a small MLP on Fashion-MNIST, whose training takes a second.
struct Fixture {
    TemporaryFolder folder;
    std::string database = (folder / "runs.sqlite").string();

    [[nodiscard]] std::string spec(const std::string& network) const {
        writeBytes(folder / "spec.toml",
                   "name = \"small\"\nseeds = [3, 4]\n[scenario]\ndataset = \"fashion-mnist\"\ntrain_fraction = 0.01\n"
                   "test_fraction = 0.01\n[network]\n" +
                       network + "\n[[method]]\nname = \"joint\"\n[[method]]\nname = \"sgd\"\n");
        return (folder / "spec.toml").string();
    }
};

} // namespace

TEST_CASE_METHOD(Fixture, "A weights file is listed, and compared with a spec's network") {
    const auto listed = runLightcl({"weights", dataFile("views.pt"), "--all"});
    CHECK(listed.code == 0);
    CHECK(listed.out.starts_with("torch, 18 tensors, "));
    CHECK(contains(listed.out, "state_dict.module.transposed "));

    const auto compared =
        runLightcl({"weights", dataFile("resnet18-width2.pt"), spec("backbone = \"resnet18\"\nwidth = 2")});
    CHECK(compared.code == 2); // one channel here, three there
    CHECK(contains(compared.out, "conv1.weight: [2, 1, 3, 3] in the network, F32 [2, 3, 3, 3] in the file\n"));
    CHECK(contains(compared.out, "101 of 102 tensors matched, the head as well\n"));

    const auto hostile = runLightcl({"weights", dataFile("hostile.pt")});
    CHECK(hostile.code == 2);
    CHECK(contains(hostile.err, "found a reference to posix.system"));
}

TEST_CASE_METHOD(Fixture, "No more than 20 lines of names unless all are asked for") {
    const auto network = spec("backbone = \"resnet18\"\nwidth = 3");
    const auto lines = [](const std::string& text) { return std::count(text.begin(), text.end(), '\n'); };
    const auto listed = runLightcl({"weights", dataFile("resnet18-width2.pt")});
    CHECK(lines(listed.out) < 25);
    CHECK(contains(listed.out, "and 105 more; --all lists them\n"));
    const auto compared = runLightcl({"weights", dataFile("resnet18-width2.pt"), network});
    CHECK(compared.code == 2);
    CHECK(lines(compared.out) < 20);
    CHECK(contains(compared.out, "The network cannot start from it: conv1.weight: expected a tensor of shape"));
    CHECK(lines(runLightcl({"weights", dataFile("resnet18-width2.pt"), network, "--all"}).out) > 100);
}

TEST_CASE_METHOD(Fixture, "Values that no network can hold are said with exit code 2, with a spec or without") {
    const auto file = (folder / "bad.safetensors").string();
    const std::string header = R"({"fc.bias":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}})";
    std::string bytes(8, '\0');
    bytes[0] = static_cast<char>(header.size());
    writeBytes(file, bytes + header + "\xff\xff\xff\x7f");
    const auto listed = runLightcl({"weights", file});
    CHECK(listed.code == 2);
    CHECK(contains(listed.out, "fc.bias: expected finite numbers, found nan at [0]\n"));
}

TEST_CASE("A network that cannot start from its weights is refused before anything is queued") {
    const TrainingFolder folder;
    const auto file = (folder.folder() / "w.pt").string();
    writeBytes(file, "version https://git-lfs.github.com/spec/v1\n");
    const auto refused =
        runLightcl({"run", folder.spec({"sgd"}), "--set", "network.weights=" + file, "--db", folder.database()});
    CHECK(refused.code == 2);
    CHECK(contains(refused.err, file + ": expected a safetensors file or one of torch.save, found a Git LFS pointer"));
    CHECK_FALSE(std::filesystem::exists(folder.database()));
}

TEST_CASE("The classes' names are known with a run") {
    const TrainingFolder folder;
    REQUIRE(runLightcl({"run", folder.spec({"sgd"}), "--db", folder.database()}).code == 0);
    CHECK(contains(runLightcl({"runs", "--json", "--db", folder.database()}).out,
                   "\"class_names\": [\n      \"T-shirt/top\",\n      \"Trouser\",\n"));
}

TEST_CASE_METHOD(Fixture, "What cannot be exported is said before anything is trained") {
    const auto network = spec("backbone = \"mlp\"\nhidden = [4]");
    const auto name = runLightcl({"pretrain", network, "--out", "x.onnx", "--db", database});
    CHECK(name.code == 2);
    CHECK(contains(name.err, "x.onnx: expected a name that ends with .safetensors or .pt"));
    const auto place = runLightcl({"pretrain", network, "--out", "/nowhere/x.pt", "--db", database});
    CHECK(place.code == 2);
    CHECK(contains(place.err, "/nowhere: expected a folder that is there"));
    std::filesystem::create_directories(folder / "taken.pt");
    const auto taken = runLightcl({"pretrain", network, "--out", (folder / "taken.pt").string(), "--db", database});
    CHECK(taken.code == 2);
    CHECK(contains(taken.err, "taken.pt: cannot be written: expected a file, found a folder"));
    const auto kept = folder / "kept";
    std::filesystem::permissions(kept.parent_path(), std::filesystem::perms(0755));
    std::filesystem::create_directories(kept);
    std::filesystem::permissions(kept, std::filesystem::perms(0555));
    {
        const Unprivileged other;
        if (other.active()) {
            const auto closed = runLightcl({"pretrain", network, "--out", (kept / "x.pt").string(), "--db", database});
            CHECK(closed.code == 2);
            CHECK(contains(closed.err, "x.pt: cannot be written: Permission denied"));
        }
    }
    std::filesystem::permissions(kept, std::filesystem::perms::owner_all);
    CHECK(std::filesystem::is_empty(kept));
    CHECK_FALSE(std::filesystem::exists(database));
}

TEST_CASE_METHOD(Fixture, "A network is pretrained, exported in both formats, and started from") {
    if (!findDataset(*catalog().dataset("fashion-mnist"), "")) {
        WARN("Fashion-MNIST (package dataset-fashion-mnist) is not there: pretraining is not tested");
        return;
    }
    const auto network = spec("backbone = \"mlp\"\nhidden = [4]");
    const auto safetensors = (folder / "w.safetensors").string();
    const auto torch = (folder / "w.pt").string();
    const auto trained = runLightcl({"pretrain", network, "--out", safetensors, "--db", database, "--threads", "1"});
    CAPTURE(trained.err);
    REQUIRE(trained.code == 0);
    CHECK(contains(trained.out, "Wrote " + safetensors + " (4 tensors of run 1)\n"));
    CHECK(runLightcl({"export", "1", "--out", torch, "--db", database}).code == 0);
    CHECK(runLightcl({"export", "2", "--out", torch, "--db", database}).code == 2); // one method, one seed

    const WeightsFile first = readWeightsFile(safetensors);
    const WeightsFile second = readWeightsFile(torch);
    CHECK(first.metadata.at("format") == "pt");
    CHECK(first.metadata.at("method") == "joint");
    CHECK(first.metadata.at("seed") == "3");
    CHECK(first.metadata.at("backbone") == "mlp");
    CHECK(first.metadata.at("hidden") == "[4]");
    CHECK(first.metadata.at("classes") == "10");
    CHECK(first.metadata.at("class_names").starts_with(R"(["T-shirt/top","Trouser",)"));
    CHECK(first.metadata.at("normalisation") == "none");
    CHECK(second.metadata == first.metadata);
    REQUIRE(second.tensors.size() == 4);
    for (std::size_t i = 0; i < 4; ++i) {
        CHECK(first.tensors[i].name == second.tensors[i].name);
        CHECK(*first.tensors[i].storage == *second.tensors[i].storage);
    }
    const auto started = runLightcl(
        {"run", network, "--seed", "5", "--set", "network.weights=" + torch, "--db", database, "--threads", "1"});
    CHECK(started.code == 0);
    CHECK(contains(started.out, torch + ": 4 of 4 tensors matched, the head as well"));
    CHECK(contains(runLightcl({"runs", "--json", "--db", database}).out, R"("normalisation": "none")"));

    // From inputs of another scale than the weights' nothing is started: what is known is refused before it is queued,
    // what only the images tell by the worker.
    for (const std::string& weights : {torch, safetensors}) {
        for (const char* normalise : {"dataset", "[[0.5], [0.25]]", "first-task"}) {
            CAPTURE(weights, normalise);
            const auto refused =
                runLightcl({"run", network, "--seed", "6", "--set", "network.weights=" + weights, "--set",
                            std::string("scenario.normalise=") + normalise, "--db", database, "--threads", "1"});
            CHECK(refused.code == 2);
            CHECK(contains(refused.err, "scenario.normalise: expected none, with which the weights of " + weights));
        }
    }
}
