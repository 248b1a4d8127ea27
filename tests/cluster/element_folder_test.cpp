#include "cluster/element_folder.h"

#include "base/error.h"
#include "cluster/submission_folder.h"
#include "spec/spec_file.h"
#include "store/run_files.h"
#include "store/run_identities.h"
#include "store/run_reader.h"
#include "store/run_store.h"
#include "store/run_writer.h"
#include "support/catch.h"
#include "support/message_of.h"
#include "support/temporary_folder.h"

using namespace lightcl;
using namespace lightcl::test;

namespace {

constexpr const char* kSpec = "name = \"small\"\nseeds = [0, 1, 2]\n[scenario]\ndataset = \"fashion-mnist\"\n"
                              "[network]\nbackbone = \"mlp\"\nhidden = [4]\n[[method]]\nname = \"sgd\"\n";

Submission someSubmission(int pack = 1) {
    return planSubmission(predictMethods(parseExperiment(kSpec, "spec")), pack, 1, "a seed");
}

/// The three seeds, as prepareRuns() has them.
Submission wholeSubmission(int pack) {
    auto prepared = predictMethods(parseExperiment(kSpec, "spec"));
    prepared.front().runs = expandGrid(parseExperiment(kSpec, "spec"));
    return planSubmission(prepared, pack, 2, "a seed");
}

/// Trains one epoch of the database's run `id`, or to its end.
void trainSome(const std::filesystem::path& file, RunId id, int epoch, bool toItsEnd) {
    auto database = Database::openForWriting(file);
    RunStore store(database);
    if (RunReader(database).run(id).state == RunState::Queued) store.start(id, 1, 1);
    RunWriter writer(database, id);
    writer.add(AccuracyRow{1, epoch, 1, 0.5, 0.5});
    writer.flush();
    if (toItsEnd) store.finish(id, RunState::Done);
}

} // namespace

TEST_CASE("a submission is packed into elements and named always alike", "[cluster]") {
    const Submission submission = wholeSubmission(2);
    REQUIRE(submission.elements.size() == 2);
    CHECK(submission.elements[0].runs.size() == 2);
    CHECK(submission.elements[1].runs.size() == 1);
    CHECK(submission.cores == 4);
    CHECK(submission.memory > 2 * processFloorBytes());
    CHECK(submission == wholeSubmission(2));
    CHECK(submission.elements[0].runs[0].uuid != submission.elements[0].runs[1].uuid);
    CHECK(someSubmission().elements.size() == 1);
}

TEST_CASE("a manifest is written and read again", "[cluster]") {
    const TemporaryFolder folder;
    Submission submission = wholeSubmission(1);
    submission.wish = {"long", "1:00:00", 4};
    makeSubmission(folder / "one", submission);
    CHECK(readManifest(folder / "one") == submission);
    CHECK(contains(messageOf<InputError>([&] { makeSubmission(folder / "one", submission); }), "holds a submission"));
    CHECK(contains(messageOf<InputError>([&] { static_cast<void>(readManifest(folder / "two")); }), "manifest.json"));
    writeBytes(folder / "one/manifest.json", "{}");
    CHECK(contains(messageOf<InputError>([&] { static_cast<void>(readManifest(folder / "one")); }), "no list"));
}

TEST_CASE("a trial by which a setting is chosen stays one in its element", "[cluster]") {
    const TemporaryFolder folder;
    auto prepared = predictMethods(parseExperiment(kSpec, "spec"));
    prepared.front().runs.front().selection = {SelectionRule::FirstTask, 0.1, true};
    const Submission submission = planSubmission(prepared, 1, 1, "a seed");
    CHECK(submission.elements.front().runs.front().role == RunRole::Trial);
    makeSubmission(folder / "one", submission);
    CHECK(readManifest(folder / "one") == submission);
    queueElement(submission, submission.elements.front(), folder / "element.sqlite");
    const auto database = Database::openForReading(folder / "element.sqlite");
    CHECK(RunReader(database).run(1).role == "trial");
}

TEST_CASE("an element's state is left whole, and taken up again", "[cluster]") {
    const TemporaryFolder folder;
    const Submission submission = wholeSubmission(1);
    const ElementFolder element(folder / "job", 2);
    CHECK(!element.latest());
    element.claim("first");
    std::filesystem::create_directories(folder / "node");
    const auto database = folder / "node/runs.sqlite";
    CHECK(!element.restore(database));
    queueElement(submission, submission.elements[2], database);
    trainSome(database, 1, 1, false);
    std::filesystem::create_directories(checkpointFile(database, 1).parent_path());
    writeBytes(checkpointFile(database, 1), "one");
    element.publish(database);
    trainSome(database, 1, 2, false);
    writeBytes(checkpointFile(database, 1), "two");
    element.publish(database);
    trainSome(database, 1, 3, true);
    element.publish(database);

    CHECK(element.isClaimedBy("first"));
    element.claim("second");
    CHECK(!element.isClaimedBy("first"));

    std::filesystem::create_directories(folder / "other");
    const auto other = folder / "other/runs.sqlite";
    REQUIRE(element.restore(other));
    CHECK(readBytes(checkpointFile(other, 1)) == "two");
    const auto restored = Database::openForWriting(other);
    CHECK(RunReader(restored).run(1).state == RunState::Done);
    CHECK(runIdentities(restored)[0].uuid == submission.elements[2].runs[0].uuid);
    CHECK(elementState(element, submission.elements[2]).done == 1);
    // The latest two are kept.
    CHECK(!std::filesystem::exists(element.path() / "state-1"));
    CHECK(std::filesystem::exists(element.path() / "state-2"));
}

TEST_CASE("what elements have left is collected at any time, and twice changes nothing", "[cluster]") {
    const TemporaryFolder folder;
    const Submission submission = wholeSubmission(1);
    makeSubmission(folder / "jobs/001", submission);
    const auto home = folder / "home.sqlite";
    CHECK(collectElements(folder / "jobs", home, false).empty());
    CHECK(missingElements(folder / "jobs/001", submission, {}) == std::vector<int>{0, 1, 2});
    std::filesystem::create_directories(folder / "node");
    for (int i = 0; i < 2; ++i) {
        const auto database = folder / ("node/" + std::to_string(i));
        queueElement(submission, submission.elements[static_cast<std::size_t>(i)], database);
        trainSome(database, 1, 1, i == 0);
        ElementFolder(folder / "jobs/001", i).publish(database);
    }
    CHECK(collectElements(folder / "jobs", home, false).size() == 2);
    CHECK(runIdentities(Database::openForReading(home)).size() == 2);
    // What is done is not looked at again.
    const auto again = collectElements(folder / "jobs/001", home, false);
    REQUIRE(again.size() == 1);
    CHECK(again[0].grown.empty());
    CHECK(again[0].known.size() == 1);
    addSubmittedArray(folder / "jobs/001", {"45", 0});
    CHECK(missingElements(folder / "jobs/001", submission, {}) == std::vector<int>{1, 2});
    CHECK(missingElements(folder / "jobs/001", submission, {{"45", 2}, {"46", 1}}) == std::vector<int>{1});
    CHECK(
        contains(messageOf<InputError>([&] { collectElements(folder / "node", home, false); }), "expected the folder"));
}

TEST_CASE("submissions of a database are numbered", "[cluster]") {
    const TemporaryFolder folder;
    const auto all = submissionsFolder(folder / "runs.sqlite");
    CHECK(all == folder / "runs.sqlite.slurm");
    CHECK(nextSubmission(all) == all / "001");
    CHECK_THROWS_AS(latestSubmission(all), InputError);
    makeSubmission(all / "001", someSubmission());
    makeSubmission(all / "002", someSubmission());
    CHECK(nextSubmission(all) == all / "003");
    CHECK(latestSubmission(all) == all / "002");
}
