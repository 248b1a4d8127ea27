#include "report/drawing/accuracy_figure.h"

#include "support/catch.h"

using namespace lightcl;

namespace {

AccuracyFigures figuresNamed(const std::vector<std::string>& names) {
    AccuracyFigures figures;
    for (const auto& name : names) {
        FigureCurve curve;
        curve.name = name;
        figures.taskIl.curves.push_back(curve);
    }
    return figures;
}

} // namespace

TEST_CASE("The legend of a comparison has room for every method's name, however long") {
    const double few = accuracyFigure(figuresNamed({"ER", "SGD"})).height;
    CHECK(few > accuracyPanelsHeight());
    const std::vector<std::string> longNames(20,
                                             "ER (buffer_size = 200, learning_rate = 0.01, name = a long experiment)");
    const double many = accuracyFigure(figuresNamed(longNames)).height;
    CHECK(many == Approx(accuracyPanelsHeight() + accuracyLegendHeight({"a"}) + 19 * 17));
    CHECK(accuracyFigure(figuresNamed(std::vector<std::string>(20, "ER"))).height < many);
}
