#include "panels/comparison_panel.h"

#include "compare/comparison_words.h"
#include "gui/keys.h"
#include "plots/forest_plot.h"
#include "plots/plot_frame.h"
#include "plots/values_plot.h"
#include "spec/spec_file.h"
#include "support/catch.h"
#include "support/message_of.h"

#include <QComboBox>
#include <QTabWidget>
#include <fmt/format.h>
#include <memory>

using namespace lightcl;
using namespace lightcl::test;

namespace {

RunDataPtr finishedRun(RunId id, const std::string& method, int seed, double classIl) {
    auto run = std::make_shared<RunData>();
    run->spec = expandGrid(parseExperiment(fmt::format("name = \"a\"\nseeds = [{}]\n[scenario]\ndataset = "
                                                       "\"fashion-mnist\"\n[network]\nbackbone = \"mlp\"\n"
                                                       "[[method]]\nname = \"{}\"\n",
                                                       seed, method),
                                           "test"))
                    .front();
    run->summary.id = id;
    run->summary.method = method;
    run->summary.seed = seed;
    run->summary.state = RunState::Done;
    run->summary.classIl = classIl;
    run->summary.taskIl = 0.9;
    return run;
}

/// SGD, ER and DER++ over `seeds` seeds, the later the better.
std::vector<RunDataPtr> threeMethods(int seeds) {
    std::vector<RunDataPtr> runs;
    for (int seed = 0; seed < seeds; ++seed) {
        runs.push_back(finishedRun(3 * seed + 1, "sgd", seed, 0.2));
        runs.push_back(finishedRun(3 * seed + 2, "er", seed, 0.5 + 0.01 * seed));
        runs.push_back(finishedRun(3 * seed + 3, "der++", seed, 0.6 - 0.01 * seed));
    }
    return runs;
}

} // namespace

TEST_CASE("The panel says what `lightcl compare` says, of the pair under the cursor") {
    ComparisonPanel panel;
    panel.resize(800, 500);
    panel.show();
    panel.showRuns(threeMethods(6));
    const auto& comparison = panel.plot()->comparison();
    REQUIRE(comparison.pairs.size() == 3);
    CHECK(comparison.groups[0].label == "SGD");
    CHECK(panel.sentence().toStdString() == comparisonSentence(comparison, comparison.pairs[0]));
    press(*panel.plot(), Qt::Key_Down);
    press(*panel.plot(), Qt::Key_Down);
    REQUIRE(panel.plot()->currentPair() != nullptr);
    CHECK(panel.plot()->currentPair() == &comparison.pairs[1]);
    CHECK(contains(panel.sentence().toStdString(), "SGD is 37.5 points below DER++"));
    press(*panel.plot(), Qt::Key_Escape);
    CHECK(panel.plot()->currentPair() == nullptr);
}

TEST_CASE("Another figure, and all methods with one of them") {
    ComparisonPanel panel;
    panel.show();
    panel.showRuns(threeMethods(3));
    CHECK(panel.baselineBox()->count() == 4);
    panel.baselineBox()->setCurrentIndex(panel.baselineBox()->findText("ER"));
    CHECK(panel.plot()->comparison().pairs.size() == 2);
    panel.showRuns(threeMethods(4)); // what was chosen stays chosen
    CHECK(panel.baselineBox()->currentText() == "ER");
    CHECK(panel.plot()->comparison().pairs.size() == 2);
    CHECK(contains(panel.sentence().toStdString(), "2 more would be the least"));
    panel.metricBox()->setCurrentIndex(panel.metricBox()->findData("task_il"));
    CHECK(contains(panel.sentence().toStdString(), "do not differ in task-IL"));
    panel.metricBox()->setCurrentIndex(panel.metricBox()->findData("measured_peak_bytes"));
    CHECK(panel.plot()->comparison().pairs.empty()); // not measured
}

TEST_CASE("The values of each group are shown run by run, of the figure that is compared") {
    ComparisonPanel panel;
    panel.resize(800, 500);
    panel.show();
    panel.showRuns(threeMethods(3));
    panel.tabs()->setCurrentIndex(1);
    REQUIRE(panel.values()->values().size() == 3);
    CHECK(panel.values()->values()[1] == std::vector<double>{50, 51, 52});
    press(*panel.values(), Qt::Key_Down);
    press(*panel.values(), Qt::Key_Down);
    CHECK(panel.valuesFrame()->readout() == "ER: mean 51 ± 1, 3 runs from 50 to 52");
    for (auto* box : panel.valuesFrame()->findChildren<QComboBox*>()) box->setCurrentIndex(box->findData("task_il"));
    CHECK(panel.metricBox()->currentData() == "task_il");
    CHECK(panel.plot()->comparison().figure->name == "task_il");
    CHECK(panel.values()->values()[0] == std::vector<double>{90, 90, 90});
    panel.showRuns({});
    CHECK_FALSE(panel.valuesFrame()->hasPlot());
}

TEST_CASE("From eight runs on a group's interquartile mean is read out") {
    ComparisonPanel panel;
    panel.resize(800, 500);
    panel.show();
    panel.showRuns(threeMethods(8));
    panel.tabs()->setCurrentIndex(1);
    press(*panel.values(), Qt::Key_Down);
    press(*panel.values(), Qt::Key_Down);
    CHECK(contains(panel.valuesFrame()->readout().toStdString(),
                   "8 runs from 50 to 57, interquartile mean 53.5 % (95 % interval "));
}

TEST_CASE("Without two groups the panel says what it wants") {
    ComparisonPanel panel;
    panel.resize(800, 500);
    panel.show();
    CHECK_FALSE(panel.plot()->isVisible());
    panel.showRuns({finishedRun(1, "er", 0, 0.5), finishedRun(2, "er", 1, 0.6)});
    CHECK_FALSE(panel.plot()->isVisible());
    panel.showRuns(threeMethods(2));
    CHECK(panel.plot()->isVisible());
}

TEST_CASE("A hidden panel compares when it is shown") {
    ComparisonPanel panel;
    panel.showRuns(threeMethods(3));
    CHECK(panel.plot()->comparison().pairs.empty());
    panel.show();
    CHECK(panel.plot()->comparison().pairs.size() == 3);
}

TEST_CASE("Many groups are compared with one of them") {
    std::vector<RunDataPtr> runs;
    for (int setting = 0; setting < 12; ++setting)
        for (int seed = 0; seed < 2; ++seed) {
            auto run =
                std::make_shared<RunData>(*finishedRun(2 * setting + seed + 1, "er", seed, 0.5 + 0.01 * setting));
            run->spec->method.parameters.set("buffer_size", std::int64_t{100 + setting});
            runs.push_back(run);
        }
    ComparisonPanel panel;
    panel.show();
    panel.showRuns(runs);
    CHECK(panel.baselineBox()->count() == 12);
    CHECK(panel.plot()->comparison().pairs.size() == 11);
}
