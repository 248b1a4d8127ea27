#include "figures/pgfplots.h"

#include "support/catch.h"
#include "support/message_of.h"
#include "support/temporary_folder.h"

#include <cmath>
#include <cstdlib>
#include <fmt/format.h>

using namespace lightcl;
using namespace lightcl::test;

namespace {

CurvesFigure twoCurves() {
    CurvesFigure figure;
    figure.title = "50 % of a_b & c";
    figure.tasks = 2;
    figure.left = {"class-IL (%)", std::pair{0.0, 102.0}, false};
    FigureCurve band;
    band.name = "ER ± {x}";
    band.color = colorFromHex(0x0072B2);
    band.x = {0.5, 1.5};
    band.y = {90, 60};
    band.deviation = {2, NAN};
    band.positions = {{1, 1}, {2, 1}};
    FigureCurve loss = band;
    loss.name = "loss";
    loss.deviation.clear();
    loss.rightAxis = true;
    loss.y = {NAN, 0.5};
    figure.curves = {band, loss, band};
    return figure;
}

LayerGrid smallGrid() {
    return {"gradient_norm", ColumnKind::Epochs, {"conv_1", "fc"}, {{1, 1}, {1, 2}}, {0.1, 1, NAN, 10}};
}

std::string gridPicture(const PgfStyle& style) {
    const auto grid = smallGrid();
    ColorScale colors;
    colors.logarithmic = true;
    colors.lower = 0.1;
    colors.upper = 10;
    return pgfGrid({"grid", grid, [](double value) { return viridis(value / 10); }, "norm", colors, Palette::Viridis},
                   style);
}

std::string memoryPicture(const PgfStyle& style) {
    std::vector<MemoryBar> bars(2);
    bars[0].bytes[MemoryCategory::Weights] = 2 * 1024 * 1024;
    bars[1].bytes[MemoryCategory::Weights] = 1024 * 1024;
    bars[1].bytes[MemoryCategory::Activations] = 3 * 1024 * 1024;
    return pgfMemory(bars, {"SGD, predicted", "ER_1"}, "memory", 4 * 1024 * 1024, style);
}

std::string scatterPicture(const PgfStyle& style) {
    PgfScatter scatter;
    scatter.title = "trade";
    scatter.xTitle = "measured, MiB";
    scatter.yTitle = "class-IL, points";
    scatter.points = {{"ER (200)", {}, 40, 50, 1, 2, false}, {"SGD", {}, 10, 20, 0, 0, true}};
    scatter.front = {1, 0};
    scatter.verticals = {{32, "budget 32 MiB"}};
    scatter.horizontals = {{33, "half"}};
    return pgfScatter(scatter, style);
}

int occurrences(const std::string& text, const std::string& part) {
    int count = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
    return count;
}

} // namespace

TEST_CASE("Curves for pgfplots hold the figure's values, bands and escaped names") {
    const auto text = pgfCurves(twoCurves(), {});
    CHECK(contains(text, "width=8.5cm, height=6.4cm, font=\\fontsize{8}{9.6}\\selectfont"));
    CHECK(contains(text, "(0.5,90) (1.5,60)"));
    CHECK(contains(text, "{(0.5,92) (1.5,60) (1.5,60) (0.5,88) } -- cycle;"));
    CHECK(contains(text, "\\addlegendentry{ER \\ensuremath{\\pm} \\{x\\}}"));
    CHECK(contains(text, "ymin=0, ymax=102"));
    CHECK(contains(text, "coordinates {(1.5,0.5) }")); // what is no number is left out
    CHECK(contains(text, "axis y line*=right"));
    CHECK_FALSE(contains(text, "title={50"));
    CHECK(occurrences(text, "\\begin{axis}") == 2);
}

TEST_CASE("Texts of a figure for pgfplots can be replaced, its title and legend be had or not") {
    PgfStyle style;
    style.title = true;
    style.legend = false;
    style.texts = {{"class-IL (%)", "accuracy"}};
    const auto text = pgfCurves(twoCurves(), style);
    CHECK(contains(text, "title={50 \\% of a\\_b \\& c}"));
    CHECK(contains(text, "ylabel={accuracy}"));
    CHECK_FALSE(contains(text, "\\addlegendentry"));
}

TEST_CASE("Grids for pgfplots have a rectangle for each measured cell, bars one stack for each row") {
    const auto grid = gridPicture({});
    CHECK(occurrences(grid, "rectangle (axis cs:") == 3);
    CHECK(contains(grid, "{conv\\_1}"));
    CHECK(contains(grid, "point meta min=-1, point meta max=1"));
    const auto memory = memoryPicture({});
    CHECK(contains(memory, "coordinates {(2,0) (1,1) }"));
    CHECK(contains(memory, "coordinates {(0,0) (3,1) }"));
    CHECK(contains(memory, "{SGD, predicted},{ER\\_1}"));
    const auto scatter = scatterPicture({});
    CHECK(contains(scatter, "{(40,50) +- (1,2)}"));
    CHECK(contains(scatter, "opacity=0.4"));
}

TEST_CASE("In grey a figure for pgfplots has no colour") {
    PgfStyle style;
    style.grey = true;
    const auto text = pgfCurves(twoCurves(), style);
    CHECK_FALSE(contains(text, "red,0;green,114"));
    CHECK(contains(text, "dashed"));
}

TEST_CASE("LaTeX compiles the figures where it has pgfplots") {
    if (std::system("kpsewhich pgfplots.sty >/dev/null 2>&1 && command -v pdflatex >/dev/null 2>&1") != 0) {
        WARN("no pdflatex with pgfplots here");
        return;
    }
    const TemporaryFolder folder;
    PgfStyle style;
    style.title = true;
    std::string document = "\\documentclass{article}\n\\usepackage{pgfplots}\n\\pgfplotsset{compat=1.16}\n"
                           "\\begin{document}\n";
    for (const auto& picture :
         {pgfCurves(twoCurves(), style), gridPicture(style), memoryPicture(style), scatterPicture(style),
          pgfRanks(rankDiagram("mean rank", {{"a_1", 1.2}, {"b − c", 2}, {"d", 2.8}}, {{0, 1}, {1, 2}}), "Ranks",
                   style)})
        document += picture + "\n\n";
    writeBytes(folder / "figures.tex", document + "\\end{document}\n");
    const auto command = fmt::format("cd '{}' && pdflatex -interaction=nonstopmode -halt-on-error figures.tex "
                                     ">out.txt 2>&1",
                                     folder.path().string());
    INFO(document);
    const int result = std::system(command.c_str());
    INFO(readBytes(folder / "out.txt"));
    CHECK(result == 0);
}
