#include "figures/run_groups.h"

#include "figures/accuracy_figures.h"
#include "figures/method_groups.h"
#include "figures/run_names.h"
#include "spec/spec_file.h"
#include "support/catch.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>

using namespace lightcl;

TEST_CASE("a pretraining is no method: it has no group, no colour of its own, and shifts none") {
    const std::map<RunId, std::string> methods = {{2, "seeds = [0]\na"}, {3, "seeds = [1]\na"}, {5, "seeds = [0]\nb"}};
    auto all = methods;
    all[1] = "seeds = [0]\np";
    all[4] = "seeds = [0]\nq";
    const auto places = RunPlacer().places(all, {1, 4});
    for (const auto& [run, place] : RunPlacer().places(methods)) CHECK(places.at(run) == place);
    CHECK(places.at(1).group == kNoGroup);
    CHECK(groupColor(places.at(4).group) == groupColor(kNoGroup));
    RunRecord pretraining;
    pretraining.summary.state = RunState::Done;
    pretraining.summary.role = "pretraining";
    pretraining.spec = RunSpec{};
    CHECK(methodGroups({&pretraining}).empty());
}

namespace {

RunRecord finishedRun(RunId id, const std::string& method, std::int64_t bufferSize, std::int64_t seed, double classIl) {
    RunRecord run;
    run.summary.id = id;
    run.summary.method = method;
    run.summary.seed = seed;
    run.summary.state = RunState::Done;
    run.summary.classIl = classIl;
    run.spec = RunSpec{};
    run.spec->seed = seed;
    run.spec->method = {method, {{"buffer_size", bufferSize}}, {}};
    run.accuracies = {{1, 1, 1, 0.9, 0.9}, {1, 2, 1, classIl, 0.9}};
    return run;
}

/// ER with two buffers, two seeds of the one, and SGD.
std::vector<RunRecord> fourRuns() {
    return {finishedRun(1, "er", 200, 0, 0.7), finishedRun(2, "er", 500, 0, 0.8), finishedRun(3, "er", 200, 1, 0.6),
            finishedRun(4, "sgd", 0, 0, 0.2)};
}

std::vector<const RunRecord*> pointersTo(const std::vector<RunRecord>& runs) {
    std::vector<const RunRecord*> pointers;
    for (const auto& run : runs) pointers.push_back(&run);
    return pointers;
}

std::string specOf(const std::string& method, int bufferSize, int seed) {
    return toToml(expandGrid(parseExperiment(fmt::format("name = \"a\"\nseeds = [{}]\n[scenario]\ndataset = "
                                                         "\"fashion-mnist\"\n[network]\nbackbone = \"mlp\"\n"
                                                         "[[method]]\nname = \"{}\"\nbuffer_size = {}\n",
                                                         seed, method, bufferSize),
                                             "test"))
                      .front());
}

} // namespace

TEST_CASE("Runs that differ in the seed alone are one group, whatever else they share") {
    const auto runs = fourRuns();
    const auto groups = runGroups(pointersTo(runs));
    REQUIRE(groups.size() == 3);
    CHECK(groups[0].runs == std::vector<std::size_t>{0, 2});
    CHECK(groups[0].label == "ER (buffer_size = 200)");
    CHECK(groups[1].label == "ER (buffer_size = 500)");
    CHECK(groups[2].label == "SGD");
    CHECK(runLabels(pointersTo(runs)) == std::vector<std::string>{"ER (buffer_size = 200), seed 0",
                                                                  "ER (buffer_size = 500), seed 0",
                                                                  "ER (buffer_size = 200), seed 1", "SGD, seed 0"});
}

TEST_CASE("Groups that differ in what is measured alone say so, runs that differ in nothing get their number") {
    auto runs = std::vector{finishedRun(1, "er", 200, 0, 0.7), finishedRun(2, "er", 200, 0, 0.7)};
    runs[0].spec->measuring = {{"memory", true}};
    runs[1].spec->measuring = {{"memory", false}};
    CHECK(runGroups(pointersTo(runs))[1].label == "ER (memory = false)");
    runs[1].spec->measuring = runs[0].spec->measuring;
    CHECK(runLabels(pointersTo(runs)) == std::vector<std::string>{"ER, seed 0 (#1)", "ER, seed 0 (#2)"});
}

TEST_CASE("A run whose spec cannot be read is like no other") {
    auto runs = std::vector{finishedRun(1, "er", 200, 0, 0.7), finishedRun(2, "er", 200, 1, 0.7)};
    runs[0].spec.reset();
    runs[1].spec.reset();
    const auto groups = runGroups(pointersTo(runs));
    REQUIRE(groups.size() == 2);
    CHECK(groups[0].label == "ER (#1)");
}

TEST_CASE("A report's groups are those of the finished runs, and what they reached") {
    auto runs = fourRuns();
    runs.push_back(finishedRun(5, "sgd", 0, 1, 0.9));
    runs.back().summary.state = RunState::Failed;
    const auto groups = methodGroups(pointersTo(runs));
    REQUIRE(groups.size() == 3);
    CHECK(groups[0].label == "ER (buffer_size = 200)");
    CHECK(groups[0].runs == std::vector<RunId>{1, 3});
    CHECK(groups[0].figure("class_il")->mean == Approx(0.65));
    CHECK(groups[2].runs == std::vector<RunId>{4});
}

TEST_CASE("A mean over seeds is never one over settings") {
    const auto runs = fourRuns();
    std::vector<DrawnRun> drawn;
    for (const auto& run : runs) drawn.push_back({&run, {}, groupColor(static_cast<std::size_t>(run.summary.id))});
    const auto figure = groupAccuracies(drawn, AccuracyKind::ClassIl, CoursePoints::TaskEnds);
    REQUIRE(figure.curves.size() == 3);
    CHECK(figure.curves[0].name == "ER (buffer_size = 200), 2 runs");
    CHECK(figure.curves[0].color == groupColor(1));
    REQUIRE(figure.curves[0].y.size() == 1);
    CHECK(figure.curves[0].y[0] == Approx(65)); // the last epoch's
    CHECK(figure.curves[0].deviation[0] == Approx(7.0710678));
    CHECK(figure.curves[1].name == "ER (buffer_size = 500), 1 run");
    CHECK(figure.curves[1].deviation.empty());
    CHECK(figure.epochs == 1);
    const auto epochs = groupAccuracies(drawn, AccuracyKind::ClassIl, CoursePoints::Epochs);
    CHECK(epochs.curves[0].x == std::vector<double>{0.25, 0.75});
    CHECK(
        toCsv(accuracyTable(figure, AccuracyKind::ClassIl)).find("\n\"ER (buffer_size = 500), 1 run\",1,1,class_il,") !=
        std::string::npos);
}

TEST_CASE("A run's place is its group's among the store's and its own within") {
    RunPlacer placer;
    const auto places = placer.places({{3, specOf("er", 200, 0)},
                                       {5, specOf("er", 500, 0)},
                                       {6, specOf("er", 200, 1)},
                                       {8, "what a newer program writes\nseeds = [0]\nnew = 1\n"},
                                       {9, "what a newer program writes\nseeds = [1]\nnew = 1\n"},
                                       {10, "what a newer program writes\nseeds = [1]\nnew = 2\n"}});
    CHECK(places ==
          RunPlaces{{3, {0, 0, 3}}, {5, {1, 0, 5}}, {6, {0, 1, 3}}, {8, {2, 0, 8}}, {9, {2, 1, 8}}, {10, {3, 0, 10}}});
}

TEST_CASE("Groups have colours of their own, and the first seeds are told apart by their shade") {
    std::set<std::vector<double>> colors;
    for (std::size_t group = 0; group < 20; ++group)
        for (std::size_t member = 0; member < 5; ++member) {
            const auto color = shadeOf(groupColor(group), member);
            CHECK(std::min({color.red, color.green, color.blue}) >= 0);
            CHECK(std::max({color.red, color.green, color.blue}) <= 1);
            colors.insert({color.red, color.green, color.blue});
        }
    CHECK(colors.size() == 100);
    CHECK(shadeOf(groupColor(3), 0) == groupColor(3));
}

TEST_CASE("A run has one title, and a file name of the same words") {
    RunSummary run;
    run.name = "Quick start, 2";
    run.method = "er";
    run.seed = 7;
    CHECK(runTitle(run) == "Quick start, 2: ER, seed 7");
    CHECK(runLabel(run) == "ER, seed 7");
    CHECK(runFileStem(run) == "quick-start-2-er-seed7");
    run.name.clear();
    run.method = "method-of-tomorrow";
    CHECK(runTitle(run) == "method-of-tomorrow, seed 7");
}
