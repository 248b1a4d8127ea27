#include "moment/run_moment.h"

#include "gui/wait.h"
#include "support/catch.h"

#include <QSignalSpy>

using namespace lightcl;

namespace {

/// A run that was tested after each of these epochs.
RunDataPtr testedRun(const std::vector<RunPosition>& moments, RunId id = 1) {
    auto run = std::make_shared<RunData>();
    run->summary.id = id;
    run->epochs = 2;
    for (const auto& [task, epoch] : moments) {
        AccuracyRow row;
        row.trainedTask = task;
        row.epoch = epoch;
        row.evalTask = 1;
        run->accuracies.push_back(row);
    }
    return run;
}

} // namespace

TEST_CASE("the moment is the last, and goes on with the run, until another is chosen", "[gui]") {
    RunMoment moment;
    CHECK_FALSE(moment.moment().has_value());
    CHECK(moment.words().isEmpty());
    moment.showRun(testedRun({{1, 1}, {1, 2}}));
    CHECK(moment.moment() == Moment{{1, 2}, true});
    moment.showRun(testedRun({{1, 1}, {1, 2}, {2, 1}}));
    CHECK(moment.moment() == Moment{{2, 1}, true});
    moment.choose({1, 2});
    CHECK(moment.words().toStdString() == "task 1, epoch 2 of 2");
    moment.showRun(testedRun({{1, 1}, {1, 2}, {2, 1}, {2, 2}}));
    CHECK(moment.moment() == Moment{{1, 2}, false});
    moment.step(7);
    CHECK(moment.moment() == Moment{{2, 2}, true});
}

TEST_CASE("a moment that was chosen stays when another run is shown", "[gui]") {
    RunMoment moment;
    moment.showRun(testedRun({{1, 1}, {1, 2}, {2, 1}, {2, 2}}));
    moment.choose({1, 2});
    moment.showRun(testedRun({{1, 1}, {2, 1}, {3, 1}}, 2));
    CHECK(moment.moment() == Moment{{1, 1}, false});
    moment.showRun(nullptr);
    CHECK_FALSE(moment.moment().has_value());
}

TEST_CASE("playing begins anew at the end, tells each moment, and stops at the last", "[gui]") {
    RunMoment moment;
    moment.play(true);
    CHECK_FALSE(moment.plays());
    moment.showRun(testedRun({{1, 1}, {1, 2}, {2, 1}}));
    QSignalSpy changed(&moment, &RunMoment::changed);
    moment.play(true);
    CHECK(moment.moment() == Moment{{1, 1}, false});
    CHECK(test::waitFor([&] { return !moment.plays(); }));
    CHECK(moment.moment() == Moment{{2, 1}, true});
    CHECK(changed.count() == 3);
}
