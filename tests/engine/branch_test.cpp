#include "base/error.h"
#include "catalog/catalog.h"
#include "engine/engine_fixture.h"
#include "engine/resumption.h"
#include "spec/method_network.h"
#include "support/catch.h"
#include "support/message_of.h"
#include "support/temporary_folder.h"

#include <fmt/format.h>

using namespace lightcl;
using namespace lightcl::test;

namespace {

/// 24 pictures a task in 3 steps, 2 epochs.
RunSpec branchingRun(const std::string& method, const std::string& methodKeys = {}) {
    SpecText text;
    text.method = method;
    text.methodKeys = methodKeys + (method == "gdumb" ? "\nfit_epochs = 2" : "");
    text.network = kCnn;
    text.training = "epochs = 2\nbatch_size = 8\nlearning_rate = 0.02\nmomentum = 0.9";
    text.measuring = "probe_samples = 4\nevaluate_every = 2\nevaluate_samples = 3";
    return runOf(text);
}

/// A run to its end, whose checkpoints after each task are kept.
struct Parent {
    explicit Parent(RunSpec spec) : run(std::move(spec)) {
        observer.onTaskStored = [this](int task) {
            std::filesystem::copy_file(folder / "c", file(task), std::filesystem::copy_options::overwrite_existing);
        };
        train(run, observer, folder / "c");
    }
    [[nodiscard]] std::filesystem::path file(int task) const { return folder / fmt::format("task-{}", task); }

    RunSpec run;
    TemporaryFolder folder;
    RecordingObserver observer;
};

/// What a branch of the parent after that task tells.
struct Branch {
    Branch(const Parent& parent, const RunSpec& run, int task, int stopAt = -1) : file(parent.folder / "branch") {
        std::filesystem::copy_file(parent.file(task), file, std::filesystem::copy_options::overwrite_existing);
        point = {task, run.method.name == parent.run.method.name};
        outcome = goOn(run, stopAt);
    }
    Trainer::Outcome goOn(const RunSpec& run, int stopAt = -1) {
        Trainer trainer(run, pictures(), observer, file, point);
        stored = trainer.restore();
        observer.rewind(stored, stopAt);
        return trainer.run();
    }

    std::filesystem::path file;
    BranchPoint point;
    RunPosition stored;
    RecordingObserver observer;
    Trainer::Outcome outcome = Trainer::Outcome::Stopped;
};

/// The rows after a task.
template <typename Rows>
Rows after(int task, Rows rows) {
    std::erase_if(rows, [task](const auto& entry) { return std::get<0>(entry.first) <= task; });
    return rows;
}

} // namespace

TEST_CASE("A branch in which nothing was changed goes on as its parent did, bit by bit") {
    for (const char* method : {"er", "lightcl", "lightcl-sparse", "latent-replay", "ewc", "si", "lwf", "der++", "fdr",
                               "gdumb", "sparcl-er", "icarl", "a-gem", "er-ace"}) {
        CAPTURE(method);
        const Parent parent(branchingRun(method));
        RunSpec run = parent.run;
        run.name = "branch";
        const Branch branch(parent, run, 2);
        CHECK(branch.outcome == Trainer::Outcome::Done);
        CHECK(branch.stored == RunPosition{2, 2});
        CHECK((branch.observer.accuracies == after(2, parent.observer.accuracies)));
        CHECK((branch.observer.confusions == after(2, parent.observer.confusions)));
        CHECK((branch.observer.anytime == after(2, parent.observer.anytime)));
        CHECK((branch.observer.layerMetrics == after(2, parent.observer.layerMetrics)));
        CHECK((branch.observer.losses == after(2, parent.observer.losses)));
        CHECK(branch.observer.trainingFlops == parent.observer.trainingFlops);
        for (int task = 3; task <= 5; ++task) CHECK(branch.observer.peakBytes(task) == parent.observer.peakBytes(task));
        CHECK(sameTensors(readTensorFile(branch.file).tensors, readTensorFile(parent.folder / "c").tensors));
    }
}

TEST_CASE("A branch that is stopped ends as one that was not") {
    const Parent parent(branchingRun("sgd"));
    const RunSpec run = branchingRun("er", "buffer_size = 20\nreplay_size = 5");
    const Branch whole(parent, run, 2);
    Branch stopped(parent, run, 2, 2);
    CHECK(stopped.outcome == Trainer::Outcome::Stopped);
    for (const int stopAt : {4, 8, 1}) CHECK(stopped.goOn(run, stopAt) == Trainer::Outcome::Stopped);
    CHECK(stopped.goOn(run) == Trainer::Outcome::Done);
    CHECK((stopped.observer.accuracies == whole.observer.accuracies));
    CHECK((stopped.observer.losses == whole.observer.losses));
    CHECK((stopped.observer.layerMetrics == whole.observer.layerMetrics));
}

TEST_CASE("Every method that may takes a run over from another's weights") {
    const Parent parent(branchingRun("sgd"));
    for (const MethodInfo& method : catalog().methods()) {
        // The sparse network is another; the refusal is not the engine's.
        if (!method.needsEveryTask.empty() || method.name == "lightcl-sparse") continue;
        CAPTURE(method.name);
        const Branch branch(parent, branchingRun(method.name), 3);
        CHECK(branch.outcome == Trainer::Outcome::Done);
        CHECK(branch.observer.accuracies.contains({5, 2, 1, ""}));
        CHECK_FALSE(branch.observer.accuracies.contains({3, 2, 1, ""}));
        // It begins with the parent's weights: what stability compares with are the parent's maps.
        CHECK(branch.observer.layerMetrics.contains({4, 1, 0, "memory_stability"}));
    }
}

TEST_CASE("A branch may move the freeze line, and the rows say so") {
    const Parent parent(branchingRun("lightcl", "first_trainable_stage = \"conv1\"\nmemory_samples = 6"));
    CHECK_FALSE(parent.observer.layerMetrics.contains({4, 2, 0, "frozen"}));
    const std::string head = networkOf(parent.run).stages.back().name;
    const Branch branch(
        parent, branchingRun("lightcl", fmt::format("first_trainable_stage = \"{}\"\nmemory_samples = 6", head)), 3);
    CHECK(branch.outcome == Trainer::Outcome::Done);
    CHECK(branch.observer.layerMetrics.at({4, 2, 0, "frozen"}) == 1);
    CHECK(branch.observer.layerMetrics.at({5, 2, 0, "frozen"}) == 1);
    const Parent frozen(branchingRun("lightcl", fmt::format("first_trainable_stage = \"{}\"", head)));
    const Branch freed(frozen, branchingRun("lightcl", "first_trainable_stage = \"conv1\""), 3);
    CHECK(freed.outcome == Trainer::Outcome::Done);
    CHECK_FALSE(freed.observer.layerMetrics.contains({4, 2, 0, "frozen"}));
}

TEST_CASE("A branch may have another buffer, other epochs, another precision and memory mode") {
    for (const char* method : {"er", "gdumb", "fdr", "icarl", "der++"}) {
        CAPTURE(method);
        const Parent parent(branchingRun(method, "buffer_size = 20"));
        for (const int size : {12, 40}) {
            const Branch branch(parent, branchingRun(method, fmt::format("buffer_size = {}", size)), 2);
            CHECK(branch.outcome == Trainer::Outcome::Done);
        }
    }
    const Parent parent(branchingRun("er"));
    RunSpec run = parent.run;
    run.training.set("epochs", std::int64_t{3});
    run.training.set("memory", std::string("low"));
    const Branch longer(parent, run, 2);
    CHECK(longer.stored == RunPosition{2, 2});
    CHECK(longer.observer.accuracies.contains({3, 3, 1, ""}));
    CHECK_FALSE(longer.observer.accuracies.contains({2, 3, 1, ""}));
    run.training.set("epochs", std::int64_t{1});
    run.training.set("precision", std::string("bfloat16"));
    const Branch shorter(parent, run, 2);
    CHECK(shorter.outcome == Trainer::Outcome::Done);
    CHECK(shorter.observer.accuracies.contains({5, 1, 1, ""}));
}

TEST_CASE("A run that is no branch refuses another spec's checkpoint, and a branch one of another task") {
    const Parent parent(branchingRun("sgd"));
    RunSpec run = parent.run;
    run.name = "other";
    RecordingObserver observer;
    Trainer plain(run, pictures(), observer, parent.file(2));
    CHECK(contains(messageOf<InputError>([&] { plain.restore(); }), "expected this run's spec, found another"));
    Trainer branch(run, pictures(), observer, parent.file(2), BranchPoint{3, true});
    CHECK(contains(messageOf<InputError>([&] { branch.restore(); }), "expected this run's spec, found another"));
}
