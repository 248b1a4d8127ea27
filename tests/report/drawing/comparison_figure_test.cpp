#include "report/drawing/comparison_figure.h"

#include "report/drawing/accuracy_panel.h"
#include "support/catch.h"

using namespace lightcl;

TEST_CASE("The legend of a comparison has room for every method's name, however long") {
    std::vector<MethodGroup> groups(2);
    groups[0].label = "er";
    groups[1].label = "sgd";
    const double few = comparisonFigure(groups).height;
    CHECK(few > AccuracyPanel::figureHeight());
    groups.resize(20);
    for (auto& group : groups) group.label = "er (buffer_size = 200, learning_rate = 0.01, name = a long experiment)";
    const double many = comparisonFigure(groups).height;
    CHECK(many == Approx(AccuracyPanel::figureHeight() + accuracyLegendHeight({"a"}) + 19 * 17));
    for (auto& group : groups) group.label = "er";
    CHECK(comparisonFigure(groups).height < many);
}
