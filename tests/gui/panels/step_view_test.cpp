#include "panels/one_step_view.h"
#include "panels/step_view.h"
#include "plots/plot_frame.h"
#include "plots/step_plot.h"

#include "gui/example_run.h"
#include "gui/keys.h"
#include "support/catch.h"

#include <QComboBox>

using namespace lightcl;

TEST_CASE("The step's view names the peak, and what is under the pointer or the arrow keys") {
    StepView view;
    view.resize(700, 500);
    view.showRuns({test::exampleRun()});
    view.grab();
    const auto& plot = *view.plot();
    CHECK(plot.content().timeline.task == 1);
    CHECK(view.frame()->readout().startsWith("Peak at "));
    CHECK(view.frame()->readout().contains("backward layer4, "));
    test::press(*view.plot(), Qt::Key_Up);
    CHECK(plot.currentPlace()->moment == plot.content().timeline.peak());
    test::press(*view.plot(), Qt::Key_Down);
    CHECK(plot.currentPlace()->category == MemoryCategory::Workspace);
    for (int category = 0; category < 9; ++category) test::press(*view.plot(), Qt::Key_Down);
    CHECK(view.frame()->readout().contains("weights 42.6 MiB of "));
    for (int moment = 0; moment < 500; ++moment) test::press(*view.plot(), Qt::Key_Left);
    CHECK(view.frame()->readout() == "0.00 ms, data: weights 42.6 MiB of 49.0 MiB");
}

TEST_CASE("The step's view says when the task's peak came elsewhere") {
    auto run = std::make_shared<RunData>(*test::exampleRun());
    StepView view;
    view.showRuns({run});
    CHECK(view.frame()->readout().startsWith("Peak at "));
    run->memory.push_back({"measured", 1, MemoryCategory::Workspace, 0, std::int64_t{1} << 30});
    view.showRuns({std::make_shared<RunData>(*run)});
    CHECK(view.frame()->readout().startsWith("The task's peak, "));
}

TEST_CASE("The step's view keeps the chosen task while a run goes on") {
    StepView view;
    test::ExampleRunOptions options;
    options.finishedTasks = 2;
    view.showRuns({test::exampleRun(options)});
    view.setTask(2);
    CHECK(view.plot()->content().timeline.task == 2);
    options.finishedTasks = 3;
    view.showRuns({test::exampleRun(options)});
    CHECK(view.plot()->content().timeline.task == 2);
    view.setTask(3);
    CHECK(view.plot()->content().timeline.task == 3);
    view.showRuns({test::methodRun(2, "er", 0, Qt::red), test::exampleRun(options)});
    CHECK(view.plot()->content().timeline.moments ==
          stepTimeline(test::methodRun(2, "er", 0, Qt::red)->stepMoments, 3).moments);
}

TEST_CASE("A point of the step's plot is the category whose area lies there") {
    StepView view;
    view.resize(700, 500);
    view.showRuns({test::methodRun(2, "er", 0, Qt::red)});
    view.grab();
    auto& plot = *view.plot();
    const auto& row = plot.content().timeline.moments[30];
    const double x = plot.xAxis->coordToPixel(row.seconds * 1000) + 0.5;
    const auto at = [&](double mebibytes) {
        emit plot.pointerAt({x, plot.yAxis->coordToPixel(mebibytes)});
        return plot.currentPlace().value();
    };
    CHECK(at(20).moment == 30);
    CHECK(at(20).category == MemoryCategory::Weights);
    CHECK(at(60).category == MemoryCategory::Activations);
    CHECK_FALSE(at(130).category.has_value());
    emit plot.pointerLeft();
    CHECK_FALSE(plot.currentPlace().has_value());
}

TEST_CASE("The steps of two runs stand above each other on one scale") {
    StepView view;
    view.resize(700, 900);
    view.showRuns({test::methodRun(2, "sgd", 0, Qt::red), test::methodRun(3, "er", 0, Qt::blue)});
    CHECK_FALSE(view.other()->isVisibleTo(&view));
    REQUIRE(view.otherBox()->count() == 2);
    test::press(*view.otherBox(), Qt::Key_Down);
    REQUIRE(view.other()->isVisibleTo(&view));
    view.grab();
    const auto& below = *view.other()->plot();
    CHECK(below.content().timeline == stepTimeline(test::methodRun(3, "er", 0, Qt::blue)->stepMoments, 0));
    CHECK(below.content().reach == view.plot()->content().reach);
    CHECK(below.xAxis->range() == view.plot()->xAxis->range());
    CHECK(below.content().reach.bytes ==
          std::max(view.plot()->content().timeline.moments[view.plot()->content().timeline.peak()].bytes.total(),
                   below.content().timeline.moments[below.content().timeline.peak()].bytes.total()));
    view.showRuns({test::methodRun(2, "sgd", 0, Qt::red)});
    CHECK_FALSE(view.other()->isVisibleTo(&view));
    CHECK(view.plot()->content().reach == StepReach{});
}
