#include "catalog/catalog.h"
#include "cli/command_fixture.h"
#include "places/dataset_finder.h"
#include "store/run_reader.h"
#include "support/catch.h"
#include "support/message_of.h"
#include "support/places.h"

#include <algorithm>
#include <cstdlib>
#include <fmt/format.h>

using namespace lightcl;
using namespace lightcl::test;

namespace {

/// The real worker for commands that start one, for its lifetime.
class RealWorker {
public:
    RealWorker() {
        const char* set = std::getenv("LIGHTCL_WORKER");
        if (set != nullptr) before_ = set;
        ::setenv("LIGHTCL_WORKER", (programFolder() / "lightcl-worker").c_str(), 1);
    }
    ~RealWorker() {
        if (before_.empty())
            ::unsetenv("LIGHTCL_WORKER");
        else
            ::setenv("LIGHTCL_WORKER", before_.c_str(), 1);
    }
    RealWorker(const RealWorker&) = delete;
    RealWorker& operator=(const RealWorker&) = delete;

private:
    std::string before_;
};

/// A folder before all others in $PATH, for its lifetime.
class FirstInPath {
public:
    explicit FirstInPath(const std::filesystem::path& folder) : before_(std::getenv("PATH")) {
        ::setenv("PATH", (folder.string() + ":" + before_).c_str(), 1);
    }
    ~FirstInPath() { ::setenv("PATH", before_.c_str(), 1); }
    FirstInPath(const FirstInPath&) = delete;
    FirstInPath& operator=(const FirstInPath&) = delete;

private:
    std::string before_;
};

/// An experiment whose tensors need about as much as the program does beside them.
std::string largeNetworkIn(const TemporaryFolder& folder) {
    const auto file = folder / "spec.toml";
    writeBytes(file, "name = \"budget\"\n[scenario]\ndataset = \"fashion-mnist\"\ntasks = 2\ntrain_fraction = 0.01\n"
                     "test_fraction = 0.01\n[network]\nbackbone = \"mlp\"\nhidden = [2500, 2500]\n[training]\n"
                     "batch_size = 100\nepochs = 1\nlearning_rate = 0.001\n[[method]]\nname = \"sgd\"\n");
    return file.string();
}

RunSummary runIn(const std::filesystem::path& file, RunId run) {
    const auto database = Database::openForReading(file);
    return RunReader(database).run(run);
}

} // namespace

TEST_CASE(
    "A run within 1.05 times its prediction and floor succeeds, within 0.8 times it fails and says what would do") {
    if (!findDataset(*catalog().dataset("fashion-mnist"), "")) {
        WARN("Fashion-MNIST (package dataset-fashion-mnist) is not there: budgets are not tested on real data");
        return;
    }
    const RealWorker worker;
    const TemporaryFolder folder;
    const std::string spec = largeNetworkIn(folder);
    const auto file = folder / "runs.sqlite";
    const auto train = [&](const std::string& budget) {
        return runLightcl({"run", spec, "--db", file.string(), "--threads", "1", "--budget", budget});
    };
    const CommandResult refused = train("1MiB");
    CHECK(refused.code == 2);
    CHECK(contains(refused.err, "memory budget: expected more than the process's floor of "));
    CHECK(contains(refused.err, "got 1.0 MiB"));
    CHECK(runIn(file, 1).state == RunState::Failed);

    // "…: expected more than the process's floor of 66.3 MiB, …"
    const std::string message = runIn(file, 1).message;
    const double floor = std::stod(message.substr(message.find("floor of ") + 9)) * 1024 * 1024;
    const auto predicted = static_cast<double>(*runIn(file, 1).predictedPeakBytes);
    const auto share = [&](double factor) { return fmt::format("{:.0f}", factor * (predicted + floor)); };

    const CommandResult within = train(share(1.05));
    CAPTURE(within.err);
    CHECK(within.code == 0);
    CHECK(runIn(file, 2).state == RunState::Done);
    const auto database = Database::openForReading(file);
    const auto measured = RunReader(database).deviceMeasurements(2);
    REQUIRE(measured.size() == 2);
    CHECK(measured.front().device == "local");
    for (const DeviceRow& row : measured) CHECK(static_cast<double>(row.anonymousBytes) < 1.05 * (predicted + floor));

    const CommandResult beyond = train(share(0.8));
    CHECK(beyond.code == 1);
    CHECK(contains(beyond.out, "it is trained all the same, and fails where it needs more"));
    CHECK(runIn(file, 3).state == RunState::Failed);
    const std::string reason = runIn(file, 3).message;
    CAPTURE(reason);
    CHECK(reason.starts_with("task 1, epoch 1, step 1 ("));
    CHECK(contains(reason, "more than the memory budget of "));
    CHECK(contains(reason, "predicted to fit: "));
    CHECK(contains(reason, " as it is"));
    CHECK_FALSE(contains(reason, "\n"));

    // With more it goes on, or without a budget.
    const auto resume = [&](std::vector<std::string> more) {
        std::vector<std::string> arguments = {"resume", "3", "--db", file.string()};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return runLightcl(arguments).code;
    };
    CHECK(resume({}) == 1);
    CHECK(resume({"--no-budget"}) == 0);
    CHECK(RunReader(database).budget(3) == 0);
}

TEST_CASE("A worker with a budget starts anew in a control group of its own where systemd makes one, else goes on") {
    if (!findDataset(*catalog().dataset("fashion-mnist"), "")) return;
    const RealWorker worker;
    const TemporaryFolder folder;
    const std::string spec = largeNetworkIn(folder);
    const FirstInPath path(folder.path());
    const auto log = folder / "log";
    const auto asked = [&](const std::string& then) {
        std::filesystem::remove(log);
        writeBytes(folder / "systemd-run", "#!/bin/sh\necho \"$@\" >> " + log.string() + "\n" + then);
        std::filesystem::permissions(folder / "systemd-run", std::filesystem::perms::owner_all);
        const auto result = runLightcl({"run", spec, "--db", (folder / "runs.sqlite").string(), "--budget", "1MiB"});
        CHECK(result.code == 2);
        CHECK(contains(result.err, "memory budget: expected more than the process's floor of "));
        return readBytes(log);
    };
    const std::string made = asked("while [ \"$1\" != -- ]; do shift; done\nshift\nexec \"$@\"\n");
    CHECK(std::count(made.begin(), made.end(), '\n') == 2); // tried, then used
    CHECK(contains(made, "--user --scope --quiet --collect"));
    CHECK(contains(made, "-- true\n"));
    CHECK(contains(made, "lightcl-worker 1 --db "));
    const std::string refused = asked("exit 1\n");
    CHECK(std::count(refused.begin(), refused.end(), '\n') == 1);
}

TEST_CASE("A size that is none is refused before anything is queued") {
    const TrainingFolder folder;
    const auto result = runLightcl({"run", folder.spec({"sgd"}), "--db", folder.database(), "--budget", "much"});
    CHECK(result.code == 2);
    CHECK(contains(result.err, "--budget: expected a size such as 64MiB, got much"));
    CHECK_FALSE(std::filesystem::exists(folder.database()));
}
