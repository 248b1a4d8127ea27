#include "catalog/catalog.h"
#include "cli/command_fixture.h"
#include "cli/process/worker_process.h"
#include "cost/cost_model.h"
#include "places/dataset_finder.h"
#include "runs/run_event.h"
#include "spec/spec_file.h"
#include "store/run_files.h"
#include "store/run_reader.h"
#include "store/run_store.h"
#include "support/catch.h"
#include "support/places.h"
#include "support/temporary_folder.h"

#include <algorithm>
#include <csignal>
#include <cstring>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

using namespace lightcl;
using namespace lightcl::test;

namespace {

/// Runs of the real worker on Fashion-MNIST, each in a database of its own.
class RealRun {
public:
    explicit RealRun(const std::string& method) {
        const std::string toml = fmt::format(
            "name = \"kill\"\n[scenario]\ndataset = \"fashion-mnist\"\ntrain_fraction = 0.1\n"
            "test_fraction = 0.05\n[network]\nbackbone = \"mlp\"\nhidden = [20, 10]\n[training]\n"
            "epochs = 2\nbatch_size = 10\nlearning_rate = 0.03\nmomentum = 0.5\n[[method]]\nname = \"{}\"\n",
            method);
        const RunSpec run = expandGrid(parseExperiment(toml, "spec")).front();
        Database database = Database::openForWriting(file());
        id_ = RunStore(database).queue(run, estimateCost(run, CostConvention::Exact),
                                       estimateCost(run, CostConvention::Paper));
    }
    [[nodiscard]] static bool possible() {
        if (findDataset(*catalog().dataset("fashion-mnist"), "")) return true;
        WARN("Fashion-MNIST (package dataset-fashion-mnist) is not there: the worker is not tested on real data");
        return false;
    }
    [[nodiscard]] std::filesystem::path file() const { return folder_ / "runs.sqlite"; }
    [[nodiscard]] ProcessCommand worker() const {
        return {(programFolder() / "lightcl-worker").string(),
                {std::to_string(id_), "--db", file().string(), "--threads", "1"},
                {}};
    }
    /// Lets the worker say `lines` lines, not counting what it prepares, sends it a signal (0: none) and waits for its
    /// end.
    ProcessEnd work(std::size_t lines, int signal) {
        WorkerProcess process(worker());
        std::size_t said = 0;
        bool sent = signal == 0;
        while (process.outDescriptor() >= 0) {
            for (const std::string& line : process.readOut()) said += parseRunEvent(line).event == "stage" ? 0 : 1;
            if (sent || said < lines) continue;
            process.signal(signal);
            sent = true;
        }
        while (process.errDescriptor() >= 0) process.readErr();
        for (const auto& line : process.lastWords().lines()) UNSCOPED_INFO(line);
        const ProcessEnd end = process.wait();
        Database database = Database::openForWriting(file());
        RunStore(database).recoverAbandoned();
        return end;
    }
    template <typename Read>
    auto read(Read&& what) const {
        const Database database = Database::openForReading(file());
        return what(RunReader(database), id_);
    }
    [[nodiscard]] RunState state() const {
        return read([](const RunReader& reader, RunId run) { return reader.run(run).state; });
    }
    [[nodiscard]] std::filesystem::path checkpoint() const { return checkpointFile(file(), id_); }

private:
    TemporaryFolder folder_;
    RunId id_ = 0;
};

struct Checkpoint {
    nlohmann::json header;
    std::string values;
};

/// A checkpoint's header without what tells times, and its raw values.
Checkpoint checkpointOf(const RealRun& run) {
    const std::string bytes = readBytes(run.checkpoint());
    std::uint64_t length = 0;
    std::memcpy(&length, bytes.data(), sizeof length);
    Checkpoint checkpoint{nlohmann::json::parse(bytes.substr(8, length)), bytes.substr(8 + length)};
    CHECK(checkpoint.header["__metadata__"].erase("seconds") == 1);
    checkpoint.header["__metadata__"].erase("header_crc32");
    return checkpoint;
}

void checkSame(const RealRun& interrupted, const RealRun& whole) {
    const Checkpoint found = checkpointOf(interrupted);
    const Checkpoint expected = checkpointOf(whole);
    CHECK(found.header == expected.header);
    CHECK((found.values == expected.values)); // not printed
    const auto same = [&](auto&& rows) { return interrupted.read(rows) == whole.read(rows); };
    CHECK(same([](const RunReader& reader, RunId run) { return reader.accuracies(run); }));
    const auto names = [](const RunReader& reader, RunId run) { return reader.layerMetricNames(run); };
    CHECK(same(names));
    CHECK(whole.read(names).size() >= 6);
    for (const std::string& name : whole.read(names)) {
        CAPTURE(name);
        CHECK(same([&](const RunReader& reader, RunId run) { return reader.layerMetrics(run, name); }));
    }
    CHECK(same([](const RunReader& reader, RunId run) {
        std::vector<std::tuple<int, int, int, double>> losses;
        for (const LossRow& row : reader.losses(run)) losses.emplace_back(row.task, row.epoch, row.step, row.loss);
        return losses;
    }));
    CHECK(same([](const RunReader& reader, RunId run) { return reader.run(run).classIl; }));
    CHECK(same([](const RunReader& reader, RunId run) { return reader.run(run).trainingFlops; }));
}

} // namespace

TEST_CASE("A worker that is killed again and again ends with the bits of one that was not") {
    if (!RealRun::possible()) return;
    for (const char* method : {"lightcl", "er"}) {
        CAPTURE(method);
        RealRun whole(method);
        REQUIRE(whole.work(0, 0).exitCode == 0);
        RealRun killed(method);
        // A start says "started" and then, within an epoch and at its end, more.
        for (const std::size_t lines : {1U, 3U, 4U}) {
            CHECK(killed.work(lines, SIGKILL).signal == SIGKILL);
            CHECK(killed.state() == RunState::Interrupted);
        }
        REQUIRE(killed.work(0, 0).exitCode == 0);
        CHECK(killed.state() == RunState::Done);
        checkSame(killed, whole);
    }
}

TEST_CASE("A worker whose starter is killed trains on to the end of one whose starter was not") {
    if (!RealRun::possible()) return;
    RealRun whole("er");
    REQUIRE(whole.work(0, 0).exitCode == 0);
    RealRun orphaned("er");
    {
        // The one in the middle is killed; the worker's output then has no reader, and the worker no parent.
        WorkerProcess starter({(programFolder() / "lightcl").string(),
                               {"resume", "1", "--db", orphaned.file().string(), "--threads", "1", "--json"},
                               {}});
        while (starter.readOut().empty()) {
        }
        starter.signal(SIGKILL);
        CHECK(starter.wait().signal == SIGKILL);
    }
    CHECK(orphaned.state() == RunState::Running);
    CHECK(runLightcl({"follow", "1", "--db", orphaned.file().string()}).code == 0);
    CHECK(orphaned.state() == RunState::Done);
    checkSame(orphaned, whole);
}

TEST_CASE("A worker that is asked to stop keeps its finished epochs and goes on to the same end") {
    if (!RealRun::possible()) return;
    RealRun whole("sgd");
    REQUIRE(whole.work(0, 0).exitCode == 0);
    RealRun stopped("sgd");
    CHECK(stopped.work(4, SIGINT).exitCode == 130);
    CHECK(stopped.state() == RunState::Interrupted);
    const auto rows = [](const RunReader& reader, RunId run) { return reader.accuracies(run); };
    CHECK(std::filesystem::exists(stopped.checkpoint()));
    const auto kept = stopped.read(rows);
    const auto all = whole.read(rows);
    CHECK(kept.size() > 5); // beyond the untrained network's
    REQUIRE(kept.size() < all.size());
    CHECK(std::equal(kept.begin(), kept.end(), all.begin()));
    REQUIRE(stopped.work(0, 0).exitCode == 0);
    checkSame(stopped, whole);
}

TEST_CASE("A cut checkpoint fails the run by name and harms nothing stored") {
    if (!RealRun::possible()) return;
    RealRun run("er");
    REQUIRE(run.work(4, SIGKILL).signal == SIGKILL);
    const auto rows = [](const RunReader& reader, RunId id) { return reader.accuracies(id); };
    const auto before = run.read(rows);
    const std::string bytes = readBytes(run.checkpoint());
    writeBytes(run.checkpoint(), bytes.substr(0, bytes.size() - 10));
    CHECK(run.work(0, 0).exitCode == 2);
    CHECK(run.state() == RunState::Failed);
    CHECK(run.read(rows) == before);
    const auto message = run.read([](const RunReader& reader, RunId id) { return reader.run(id).message; });
    CHECK(message.find(run.checkpoint().string()) == 0);
    writeBytes(run.checkpoint(), bytes);
    CHECK(run.work(0, 0).exitCode == 0);
}

TEST_CASE("A new run does not go on from a checkpoint that a deleted database left behind") {
    if (!RealRun::possible()) return;
    RealRun first("er");
    REQUIRE(first.work(0, 0).exitCode == 0);
    RealRun second("er");
    std::filesystem::create_directories(second.checkpoint().parent_path());
    std::filesystem::copy_file(first.checkpoint(), second.checkpoint());
    REQUIRE(second.work(0, 0).exitCode == 0);
    checkSame(second, first);
}
