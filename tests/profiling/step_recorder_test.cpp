#include "profiling/step_recorder.h"

#include "engine/resumption.h"
#include "profiling/memory_ledger.h"
#include "support/catch.h"
#include "support/temporary_folder.h"

#include <algorithm>

using namespace lightcl;
using namespace lightcl::test;

namespace {

constexpr auto kWorkspace = MemoryCategory::Workspace;

MemoryBreakdown workspace(std::int64_t bytes) {
    MemoryBreakdown breakdown;
    breakdown[kWorkspace] = bytes;
    return breakdown;
}

std::vector<std::string> phasesOf(const std::vector<StepMomentRow>& rows) {
    std::vector<std::string> phases;
    for (const StepMomentRow& row : rows) {
        if (phases.empty() || phases.back() != row.phase) phases.push_back(row.phase);
    }
    return phases;
}

const StepMomentRow& highest(const std::vector<StepMomentRow>& rows) {
    return *std::max_element(rows.begin(), rows.end(), [](const StepMomentRow& a, const StepMomentRow& b) {
        return a.bytes.total() < b.bytes.total();
    });
}

/// 24 pictures a task in 3 steps an epoch, 2 epochs.
RunSpec recordedRun(const std::string& method, const std::string& training = "") {
    SpecText text;
    text.method = method;
    if (method == "er") text.methodKeys = "buffer_size = 20\nreplay_size = 5";
    if (method == "lightcl") text.methodKeys = "memory_samples = 6\nfirst_trainable_stage = \"conv2\"";
    text.network = "backbone = \"small-cnn\"\nwidth = 2";
    text.training = "epochs = 2\nbatch_size = 8\nlearning_rate = 0.05\nmomentum = 0.9\n" + training;
    text.measuring = "probe_samples = 4";
    return runOf(text);
}

RecordingObserver trained(const RunSpec& run) {
    const TemporaryFolder folder;
    RecordingObserver observer;
    train(run, observer, folder / "c");
    return observer;
}

} // namespace

TEST_CASE("A step is recorded moment by moment, with its phases") {
    StepRecorder recorder("data", 7, workspace(10));
    recorder.note(8, workspace(30));
    recorder.enter("forward head", 8, workspace(30));
    MemoryBreakdown measured = workspace(20);
    measured[MemoryCategory::Measuring] = 99;
    recorder.note(9, measured);
    const std::vector<StepMomentRow> rows = recorder.rows(3, 100);
    REQUIRE(rows.size() == 4);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        CHECK(rows[i].task == 3);
        CHECK(rows[i].moment == static_cast<int>(i));
        CHECK(rows[i].phase == (i < 2 ? "data" : "forward head"));
        CHECK(rows[i].bytes == workspace(std::vector{10, 30, 30, 20}[i]));
        CHECK(rows[i].seconds >= (i == 0 ? 0 : rows[i - 1].seconds));
    }
    CHECK(rows.front().seconds == 0);
}

TEST_CASE("A block that is booked anew was of that category from its allocation on") {
    StepRecorder recorder("backward head", 1, workspace(100));
    recorder.note(2, workspace(150)); // allocates what becomes a gradient
    recorder.note(3, workspace(170));
    recorder.retag(2, 50, kWorkspace, MemoryCategory::Gradients);
    const std::vector<StepMomentRow> rows = recorder.rows(1, 100);
    CHECK(rows[0].bytes[kWorkspace] == 100);
    CHECK(rows[1].bytes[kWorkspace] == 100);
    CHECK(rows[1].bytes[MemoryCategory::Gradients] == 50);
    CHECK(rows[2].bytes[kWorkspace] == 120);
    CHECK(rows[2].bytes.total() == 170);
}

TEST_CASE("A long step is thinned to lows and highs, and to where phases begin") {
    StepRecorder recorder("forward head", 0, workspace(0));
    for (int event = 1; event < 1000; ++event) {
        if (event == 501) recorder.enter("backward head", event, workspace(250));
        recorder.note(event, workspace(event == 333 ? 5000 : event % 7));
    }
    const std::vector<StepMomentRow> rows = recorder.rows(1, 40);
    CHECK(rows.size() > 30);
    CHECK(rows.size() <= 40 + 2 + 1);
    CHECK(highest(rows).moment == 333);
    CHECK((rows == recorder.rows(1, 40)));
    const auto begins = std::find_if(rows.begin(), rows.end(), [](const auto& row) { return row.moment == 501; });
    REQUIRE(begins != rows.end());
    CHECK(begins->phase == "backward head");
    CHECK(std::prev(begins)->phase == "forward head");
    CHECK(rows.back().moment == 1000);
    const auto lows = std::count_if(rows.begin(), rows.end(), [](const auto& row) { return row.bytes.total() == 0; });
    CHECK(lows >= 18);
}

TEST_CASE("A ledger records a step only between its beginning and its end") {
    MemoryLedger ledger;
    const auto report = [&](std::uintptr_t address, std::int64_t bytes) {
        ledger.reportMemoryUsage(reinterpret_cast<void*>(address), bytes, 0, 0, c10::Device(c10::kCPU));
    };
    ledger.enterPhase("of no step");
    CHECK_FALSE(ledger.recordsStep());
    report(64, 100);
    ledger.beginStep("data");
    report(128, 50);
    ledger.enterPhase("method");
    report(64, -100);
    const std::vector<StepMomentRow> rows = ledger.endStep().rows(1, 100);
    CHECK_FALSE(ledger.recordsStep());
    std::vector<std::int64_t> totals;
    for (const StepMomentRow& row : rows) totals.push_back(row.bytes.total());
    CHECK(totals == std::vector<std::int64_t>{100, 150, 150, 50, 50});
    CHECK((phasesOf(rows) == std::vector<std::string>{"data", "method"}));
}

TEST_CASE("A task's second step is recorded, and its peak is the task's in every category") {
    for (const char* memory : {"fast", "low"}) {
        CAPTURE(memory);
        const RecordingObserver observer = trained(recordedRun("sgd", "memory = \"" + std::string(memory) + "\""));
        REQUIRE(observer.steps.size() == 5);
        for (int task = 1; task <= 5; ++task) {
            CAPTURE(task);
            const StepMomentRow& peak = highest(observer.steps[static_cast<std::size_t>(task - 1)]);
            CHECK(peak.task == task);
            CHECK(peak.bytes.total() == observer.peakBytes(task));
            for (const MemoryCategory category : kMemoryCategories) {
                if (category == MemoryCategory::Measuring) continue;
                CAPTURE(toString(category));
                CHECK(peak.bytes[category] == observer.memory.at({task, category}).peakBytes);
            }
        }
    }
}

TEST_CASE("A step's phases follow the stages up and down") {
    const RecordingObserver observer = trained(recordedRun("sgd"));
    const std::vector<std::string> phases = phasesOf(observer.steps.front());
    const std::vector<std::string> begin(phases.begin(), phases.begin() + 3);
    CHECK((begin == std::vector<std::string>{"data", "method", "forward conv1"}));
    CHECK(std::count(phases.begin(), phases.end(), "loss") == 1);
    const auto top = std::find(phases.begin(), phases.end(), "backward head");
    REQUIRE(top != phases.end());
    CHECK(*std::next(top) == "update head");
    CHECK(phases[phases.size() - 2] == "update conv1");
    CHECK(phases.back() == "method");
}

TEST_CASE("What is frozen has a forward only, and blocks are computed again with little memory") {
    const auto has = [](const std::vector<StepMomentRow>& rows, const std::string& phase) {
        const auto phases = phasesOf(rows);
        return std::find(phases.begin(), phases.end(), phase) != phases.end();
    };
    const RecordingObserver frozen = trained(recordedRun("lightcl"));
    CHECK(has(frozen.steps[1], "forward conv1"));
    CHECK_FALSE(has(frozen.steps[1], "backward conv1"));
    CHECK(has(frozen.steps[1], "backward conv2"));
    const RecordingObserver low = trained(recordedRun("sgd", "memory = \"low\""));
    CHECK(has(low.steps[0], "recompute conv1"));
    CHECK_FALSE(has(low.steps[0], "recompute head"));
}

TEST_CASE("Nothing is recorded while memory is not measured, and only once however often a run is stopped") {
    RunSpec run = recordedRun("er");
    const TemporaryFolder folder;
    RecordingObserver stopped;
    train(run, stopped, folder / "c", 4); // in the second epoch of the first task
    REQUIRE(stopped.steps.size() == 1);
    train(run, stopped, folder / "c");
    CHECK(stopped.steps.size() == 5);
    run.measuring.set("memory", false);
    CHECK(trained(run).steps.empty());
}
