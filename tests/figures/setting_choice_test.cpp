#include "figures/setting_choice.h"

#include "figures/method_groups.h"
#include "support/catch.h"
#include "support/message_of.h"

using namespace lightcl;
using namespace lightcl::test;

namespace {

/// A finished run of ER in an experiment that chooses among buffers.
RunRecord candidate(RunId id, std::int64_t bufferSize, std::int64_t seed, std::optional<double> validation,
                    double test = 0.5) {
    RunRecord run;
    run.summary.id = id;
    run.summary.method = "er";
    run.summary.seed = seed;
    run.summary.state = RunState::Done;
    run.summary.classIl = test;
    run.summary.validationClassIl = validation;
    run.summary.validationTaskIl = 0.9;
    run.spec = RunSpec{};
    run.spec->name = "grid";
    run.spec->seed = seed;
    run.spec->method = {"er", {{"buffer_size", bufferSize}}, {}};
    run.spec->selection = {SelectionRule::Validation, 0.1, false};
    return run;
}

std::vector<SettingChoice> choose(const std::vector<RunRecord>& runs) {
    std::vector<const RunRecord*> pointers;
    for (const RunRecord& run : runs) pointers.push_back(&run);
    return settingChoices(pointers);
}

} // namespace

TEST_CASE("the best mean over seeds on validation images is chosen, whatever test images say", "[figures]") {
    // Means 0.5, 0.6 and 0.55; by test images, and by its best seed, the last would be.
    const auto choices =
        choose({candidate(1, 50, 0, 0.4, 0.8), candidate(2, 50, 1, 0.6, 0.8), candidate(3, 100, 0, 0.6, 0.1),
                candidate(4, 100, 1, 0.6, 0.1), candidate(5, 200, 0, 0.3, 0.9), candidate(6, 200, 1, 0.8, 0.9)});
    REQUIRE(choices.size() == 1);
    const SettingChoice& choice = choices.front();
    REQUIRE(choice.candidates.size() == 3);
    CHECK(choice.candidates[0].validation->mean == Approx(0.5));
    CHECK(choice.candidates[2].validation->mean == Approx(0.55));
    REQUIRE(choice.chosen == 1U);
    CHECK(choice.isRejected(0));
    CHECK_FALSE(choice.isRejected(2));
    CHECK_FALSE(choice.isRejected(3));
    CHECK(choice.isRejected(5));
    const std::string words = choiceWords(choice);
    CHECK(
        contains(words, "(buffer_size = 100) was chosen by validation (0.1 of each class's training images held out"));
    CHECK(contains(words, "from 3 settings, by its mean class-IL of 60.00 % on them over 2 seeds"));
}

TEST_CASE("of equal settings the earlier is chosen", "[figures]") {
    CHECK(choose({candidate(1, 50, 0, 0.5), candidate(2, 100, 0, 0.5)}).front().chosen == 0U);
    CHECK(choose({candidate(1, 100, 0, 0.5), candidate(2, 50, 0, 0.5)}).front().chosen == 0U);
}

TEST_CASE("nothing is chosen while a run may change it, and a setting that failed is left out", "[figures]") {
    std::vector<RunRecord> runs = {candidate(1, 50, 0, 0.5), candidate(2, 100, 0, 0.9), candidate(3, 100, 1, 0.9)};
    for (const RunState state : {RunState::Queued, RunState::Running, RunState::Interrupted}) {
        runs[2].summary.state = state;
        const SettingChoice waiting = choose(runs).front();
        CHECK_FALSE(waiting.chosen.has_value());
        CHECK(waiting.waiting == 1);
        CHECK(waiting.isRejected(0));
        CHECK(contains(choiceWords(waiting), "not chosen yet by validation"));
        CHECK(contains(choiceWords(waiting), "from 2 settings: a run is not finished"));
    }
    runs[2].summary.state = RunState::Failed;
    const SettingChoice choice = choose(runs).front();
    CHECK(choice.chosen == 0U);
    CHECK(contains(choiceWords(choice), "1 setting left out, of which a run failed"));
    runs[0].summary.state = RunState::Failed;
    CHECK_FALSE(choose(runs).front().chosen.has_value());
    CHECK(contains(choiceWords(choose(runs).front()), "nothing could be chosen"));
}

TEST_CASE("methods, experiments and rules choose apart; runs without a rule have none", "[figures]") {
    std::vector<RunRecord> runs = {candidate(1, 50, 0, 0.5), candidate(2, 100, 0, 0.6), candidate(3, 50, 0, 0.7),
                                   candidate(4, 50, 0, 0.1), candidate(5, 50, 0, 0.9)};
    runs[2].spec->method.name = runs[2].summary.method = "der";
    runs[3].spec->name = "another";
    runs[4].spec->selection = {};
    const auto choices = choose(runs);
    REQUIRE(choices.size() == 3);
    CHECK(choices[0].chosen == 1U);
    CHECK(choices[1].method == "der");
    CHECK(choices[2].experiment == "another");
    for (const SettingChoice& choice : choices) CHECK_FALSE(choice.isRejected(4));
}

TEST_CASE("a method without class-IL is chosen by task-IL, and that is said", "[figures]") {
    std::vector<RunRecord> runs = {candidate(1, 50, 0, {}), candidate(2, 100, 0, {})};
    runs[1].summary.validationTaskIl = 0.95;
    const SettingChoice choice = choose(runs).front();
    CHECK(choice.byTaskIl);
    CHECK(choice.chosen == 1U);
    CHECK(contains(choiceWords(choice), "mean task-IL of 95.00 %"));
}

TEST_CASE("with the first task its trials alone are chosen from, and are no method's result", "[figures]") {
    std::vector<RunRecord> runs = {candidate(1, 50, 0, 0.5), candidate(2, 100, 0, 0.6), candidate(3, 100, 0, {})};
    for (RunRecord& run : runs) run.spec->selection = {SelectionRule::FirstTask, 0.1, run.summary.id < 3};
    for (std::size_t i = 0; i < 2; ++i) runs[i].summary.role = "trial";
    const auto choices = choose(runs);
    REQUIRE(choices.size() == 1);
    CHECK(choices.front().candidates.size() == 2);
    CHECK(choices.front().chosen == 1U);
    CHECK_FALSE(choices.front().isRejected(2));
    CHECK(contains(choiceWords(choices.front()), "was chosen by the first task alone"));
    CHECK(runs[0].summary.isApart());
    const auto groups = methodGroups({&runs[0], &runs[1], &runs[2]});
    REQUIRE(groups.size() == 1);
    CHECK(groups.front().runs == std::vector<RunId>{3});
}
