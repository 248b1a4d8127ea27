#include "running/choose_settings.h"

#include "running/queue_runs.h"
#include "spec/spec_file.h"
#include "spec/spec_text.h"
#include "store/run_reader.h"
#include "store/run_store.h"
#include "store/run_writer.h"
#include "support/catch.h"
#include "support/message_of.h"
#include "support/temporary_folder.h"

#include <unistd.h>

using namespace lightcl;
using namespace lightcl::test;

namespace {

/// SGD, and ER with two buffers, two seeds; the data set is of empty files in the folder.
ExperimentSpec choosing(const TemporaryFolder& folder, const std::string& rule) {
    for (const auto* name :
         {"train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"})
        writeBytes(folder / name, "");
    return parseExperiment("name = \"grid\"\nseeds = [0, 1]\nselection = \"" + rule +
                               "\"\n[scenario]\ndataset = \"fashion-mnist\"\ndata_path = \"" + folder.path().string() +
                               "\"\n[network]\nbackbone = \"mlp\"\n[[method]]\nname = \"sgd\"\n[[method]]\nname = "
                               "\"er\"\nbuffer_size = [50, 100]\n",
                           "spec");
}

/// Ends a run with an accuracy on its validation images.
void end(Database& database, RunId run, double validation) {
    RunStore store(database);
    store.start(run, getpid(), 1);
    RunWriter writer(database, run);
    writer.add(ValidationRow{1, 1, 1, validation, validation});
    writer.flush();
    store.finish(run, RunState::Done);
}

} // namespace

TEST_CASE("The first task chooses by trials, and what it chose is queued once for all tasks", "[running]") {
    const TemporaryFolder folder;
    const auto prepared = prepareRuns(choosing(folder, "first-task"), "/bin/sh");
    auto database = Database::openForWriting(folder / "q.sqlite");
    const auto queued = queueRuns(database, prepared).toTrain;
    REQUIRE(queued.size() == 6);
    const RunReader reader(database);
    // One setting is no choice: it is trained at once.
    CHECK(reader.run(1).role == "method");
    for (const RunId trial : {3, 4, 5, 6}) CHECK(reader.run(trial).role == "trial");
    for (const RunId trial : {3, 4, 5}) end(database, trial, trial == 5 ? 0.9 : 0.5);
    CHECK(queueChosen(database).empty()); // the last may change it
    end(database, 6, 0.3);
    // A mean of 0.6 over that of 0.5.
    const auto chosen = queueChosen(database);
    REQUIRE(chosen.size() == 2);
    for (std::size_t i = 0; i < 2; ++i) {
        const RunSpec run = parseRun(reader.specToml(chosen[i]), "run");
        CHECK(reader.run(chosen[i]).role == "method");
        CHECK(run.method.parameters.integer("buffer_size") == 100);
        CHECK(run.seed == static_cast<std::int64_t>(i));
        CHECK(run.selection == Selection{SelectionRule::FirstTask, 0.1, false});
        CHECK(reader.run(chosen[i]).predictedPeakBytes >= reader.run(6).predictedPeakBytes);
    }
    CHECK(queueChosen(database).empty());
    const auto words = choicesOf(database).words({chosen.front()});
    REQUIRE(words.size() == 2);
    CHECK(contains(words.front(), "er of grid: ER (buffer_size = 100) was chosen by the first task alone"));
    CHECK(contains(words.back(), "Test images had no part"));
    CHECK(choicesOf(database).words({1}).empty());
}

TEST_CASE("Runs of settings that validation rejected are known", "[running]") {
    const TemporaryFolder folder;
    auto database = Database::openForWriting(folder / "q.sqlite");
    queueRuns(database, prepareRuns(choosing(folder, "validation"), "/bin/sh"));
    for (RunId run = 1; run <= 6; ++run) end(database, run, run < 5 ? 0.5 : 0.7);
    CHECK(choicesOf(database).rejected() == std::set<RunId>{3, 4});
    CHECK(queueChosen(database).empty());
}
