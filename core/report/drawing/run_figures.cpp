#include "report/drawing/run_figures.h"

#include "report/drawing/accuracy_figure.h"
#include "report/drawing/heatmap_figure.h"
#include "report/drawing/memory_figure.h"

namespace lightcl {

std::vector<Figure> runFigures(const RunReport& run) {
    std::vector<Figure> figures;
    if (!run.accuracy.empty()) figures.push_back(accuracyFigure(run.accuracy));
    if (!run.heatmaps.empty()) figures.push_back(heatmapFigure(run));
    if (!run.memory.empty()) figures.push_back(memoryFigure(run));
    return figures;
}

} // namespace lightcl
