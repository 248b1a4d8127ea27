#include "figures/run_groups.h"

#include "figures/accuracy_figures.h"
#include "figures/method_groups.h"
#include "figures/oklab.h"
#include "figures/run_names.h"
#include "spec/spec_file.h"
#include "support/catch.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <fmt/format.h>

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

TEST_CASE("Groups have colours of their own, and a group's first twelve seeds look apart") {
    for (std::size_t group = 0; group < kRunPalette.size(); ++group) {
        CAPTURE(group);
        std::vector<Color> shades;
        for (std::size_t member = 0; member < kShades; ++member) shades.push_back(shadeOf(groupColor(group), member));
        CHECK(shades[0] == groupColor(group));
        constexpr double wellSeen = 0.04; // twice what is just seen side by side
        double least = 1;
        for (std::size_t one = 0; one < kShades; ++one)
            for (std::size_t other = 0; other < one; ++other)
                least = std::min(least, colorDistance(shades[one], shades[other]));
        CHECK(least > wellSeen);
    }
    CHECK(shadeOf(groupColor(3), kShades + 2) == shadeOf(groupColor(3), 2));
}

TEST_CASE("Seeds' shades are read on white and on a dark ground, whatever colour the user chose") {
    // Relative luminance and contrast as WCAG 2 defines them.
    const auto luminance = [](const Color& color) {
        const auto part = [](double value) {
            return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
        };
        return 0.2126 * part(color.red) + 0.7152 * part(color.green) + 0.0722 * part(color.blue);
    };
    const auto contrast = [&](const Color& a, const Color& b) {
        const auto [dark, light] = std::minmax({luminance(a), luminance(b)});
        return (light + 0.05) / (dark + 0.05);
    };
    std::vector<Color> chosen = {{1, 1, 1}, {0, 0, 0}, {0.5, 0.5, 0.5}, {1, 1, 0}};
    for (std::size_t group = 0; group < kRunPalette.size(); ++group) chosen.push_back(groupColor(group));
    for (const Color& color : chosen) {
        for (std::size_t member = 1; member < kShades; ++member) {
            CAPTURE(color.red, color.green, color.blue, member);
            const Color shade = shadeOf(color, member);
            CHECK(contrast(shade, {1, 1, 1}) > 2.2);
            CHECK(contrast(shade, colorFromHex(0x1E1E1E)) > 2.2);
            CHECK(std::min({shade.red, shade.green, shade.blue}) >= 0);
            CHECK(std::max({shade.red, shade.green, shade.blue}) <= 1);
        }
    }
}

TEST_CASE("OKLab's distances are those of its author, and colours come back") {
    const Oklab red = toOklab({1, 0, 0});
    CHECK(red.lightness == Approx(0.62796).margin(1e-4));
    CHECK(red.a == Approx(0.22486).margin(1e-4));
    CHECK(red.b == Approx(0.12585).margin(1e-4));
    CHECK(toOklab({1, 1, 1}).lightness == Approx(1).margin(1e-4));
    CHECK(toOklab({1, 1, 1}).chroma() == Approx(0).margin(1e-4));
    const Color teal{0.1, 0.6, 0.5};
    CHECK(colorDistance(fromOklab(toOklab(teal)), teal) < 1e-4);
    // No screen has so much colour: lightness and hue stay.
    const Oklab wanted = Oklab::of(0.6, 0.5, 1);
    const Oklab shown = toOklab(fromOklab(wanted));
    CHECK(shown.lightness == Approx(0.6).margin(0.005));
    CHECK(shown.hue() == Approx(1).margin(0.03));
    CHECK(shown.chroma() < 0.5);
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
