#include "figures/small_multiples.h"

#include "compare/compared_runs.h"
#include "support/catch.h"

#include <cmath>

using namespace lightcl;

namespace {

/// Two tasks: learnt to `first`, kept to `kept`, and a layer whose stability after task 2 is `stability`.
RunRecord tiled(RunId id, int seed, double first, double kept, double stability) {
    auto run = comparedRun(id, "er", "", seed, kept);
    const auto add = [&](int trained, int eval, double accuracy) {
        AccuracyRow row;
        row.trainedTask = trained;
        row.epoch = 1;
        row.evalTask = eval;
        row.classIl = accuracy;
        row.taskIl = accuracy;
        run.accuracies.push_back(row);
    };
    add(1, 1, first);
    add(2, 1, kept);
    add(2, 2, 0.9);
    run.layerMetrics = LayerMetrics({{2, 1, 0, "conv1", "memory_stability", stability}});
    run.tasks = 2;
    run.epochs = 1;
    return run;
}

std::vector<DrawnRun> drawnTiles(const std::vector<RunRecord>& runs) {
    std::vector<DrawnRun> result;
    for (const auto& run : runs) result.push_back({&run, {}, colorFromHex(0x0072B2)});
    return result;
}

TileQuestion asked(TileKind kind, bool means = false) {
    TileQuestion question;
    question.kind = kind;
    question.means = means;
    return question;
}

} // namespace

TEST_CASE("A matrix for each run stands on one scale from 0 to 100") {
    const std::vector<RunRecord> runs{tiled(1, 0, 0.8, 0.4, 0.5), tiled(2, 1, 0.6, 0.2, 0.7)};
    const auto made = smallMultiples(drawnTiles(runs), asked(TileKind::Matrix));
    REQUIRE(made.tiles.size() == 2);
    CHECK(made.tiles[1].runs == std::vector<RunId>{2});
    CHECK(made.at(0, 0, 0) == Approx(80));
    CHECK(std::isnan(made.at(0, 0, 1)));
    CHECK(made.at(1, 1, 0) == Approx(20));
    CHECK(made.scale.lower == 0);
    CHECK(made.scale.upper == 100);
    CHECK(made.toTable().rows.size() == 6);
}

TEST_CASE("Means over seeds make one tile of a group") {
    const std::vector<RunRecord> runs{tiled(1, 0, 0.8, 0.4, 0.5), tiled(2, 1, 0.6, 0.2, 0.7)};
    const auto matrix = smallMultiples(drawnTiles(runs), asked(TileKind::Matrix, true));
    REQUIRE(matrix.tiles.size() == 1);
    CHECK(matrix.tiles[0].runs == std::vector<RunId>{1, 2});
    CHECK(matrix.at(0, 1, 0) == Approx(30));
    const auto layers = smallMultiples(drawnTiles(runs), asked(TileKind::Layers, true));
    REQUIRE(layers.rows == std::vector<std::string>{"conv1"});
    CHECK(std::isnan(layers.at(0, 0, 0)));
    CHECK(layers.at(0, 0, 1) == Approx(0.6));
}

TEST_CASE("Curves of a run are its tasks' and their average") {
    const std::vector<RunRecord> runs{tiled(1, 0, 0.8, 0.4, 0.5)};
    const auto made = smallMultiples(drawnTiles(runs), asked(TileKind::Curves));
    REQUIRE(made.tiles.size() == 1);
    REQUIRE(made.tiles[0].curves.size() == 3);
    CHECK(made.tiles[0].curves[0].y == std::vector<double>{80, 40});
    CHECK(made.tiles[0].curves[2].name == "average");
    CHECK(made.tiles[0].curves[2].y.back() == Approx(65));
    CHECK(made.rows.empty());
}

TEST_CASE("More runs than there is room for become means, and runs of another network are told of") {
    std::vector<RunRecord> many;
    for (int seed = 0; seed < 41; ++seed) many.push_back(tiled(seed + 1, seed, 0.8, 0.4, 0.5));
    const auto made = smallMultiples(drawnTiles(many), asked(TileKind::Matrix));
    CHECK(made.tiles.size() == 1);
    REQUIRE(made.notes.size() == 1);
    CHECK(made.notes[0] == "41 runs are too many for a tile each: means over seeds.");
    std::vector<RunRecord> two{tiled(1, 0, 0.8, 0.4, 0.5), tiled(2, 1, 0.6, 0.2, 0.7)};
    two[1].layerMetrics = LayerMetrics({{2, 1, 0, "other", "memory_stability", 0.5}});
    const auto layers = smallMultiples(drawnTiles(two), asked(TileKind::Layers));
    CHECK(layers.tiles.size() == 1);
    CHECK(layers.notes == std::vector<std::string>{"1 run left out: another network, or layers not measured."});
}
