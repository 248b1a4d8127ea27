#include "runs/run_figure.h"

#include "base/error.h"
#include "support/catch.h"

#include <set>

using namespace lightcl;

TEST_CASE("figures have a name of their own, a title and a help", "[runs]") {
    std::set<std::string_view> names;
    for (const RunFigure& figure : runFigureTable()) {
        CHECK(names.insert(figure.name).second);
        CHECK(!figure.title.empty());
        CHECK(!figure.help.empty());
        // What a mean is made of is better or worse; a name or a setting is neither.
        CHECK(isResult(figure) == (figure.better != Better::Neither));
        CHECK(&runFigure(figure.name) == &figure);
    }
    CHECK_THROWS_AS(runFigure("luck"), Error);
}

TEST_CASE("a figure is written by its kind, and nothing is written of what was not measured", "[runs]") {
    RunSummary run;
    for (const RunFigure& figure : runFigureTable())
        if (isResult(figure)) CHECK(figureText(figure, run).empty());
    run.id = 12;
    run.method = "er";
    run.state = RunState::Running;
    run.progress.fraction = 0.437;
    run.classIl = 0.5444;
    run.measuredPeakBytes = 1572864;
    run.trainingFlops = 7.5e15;
    run.seconds = 185;
    run.classNames = R"(["cat","a \"b\""])";
    const auto text = [&](std::string_view name) { return figureText(runFigure(name), run); };
    CHECK(text("run_id") == "12");
    CHECK(text("method") == "er");
    CHECK(text("state") == "running 43 %");
    CHECK(text("class_il") == "54.44");
    CHECK(text("measured_peak_bytes") == "1.5 MiB");
    CHECK(text("training_flops") == "7.50e+15");
    CHECK(text("seconds") == "3 min 05 s");
    CHECK(text("class_names") == "cat, a \"b\"");
    CHECK(valueOf(runFigure("class_names"), run) == FigureValue(std::vector<std::string>{"cat", "a \"b\""}));
    CHECK(listingTitle(runFigure("class_il")) == "class-IL %");
    CHECK(listingTitle(runFigure("seconds")) == "time");
    CHECK(numberOf(runFigure("measured_peak_bytes"), run) == 1572864.0);
    CHECK(!numberOf(runFigure("state"), run));
    CHECK(valueOf(runFigure("state"), run) == FigureValue(std::string("running")));
}
