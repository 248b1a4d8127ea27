#include "figures/process_memory.h"

#include "figures/course.h"
#include "figures/memory_bars.h"
#include "figures/run_groups.h"

#include <functional>
#include <utility>

namespace lightcl {

namespace {

double inMebibytes(std::int64_t bytes) {
    return static_cast<double>(bytes) / (1024.0 * 1024.0);
}

FigureCurve curveOf(const RunRecord& run, std::string name, const std::function<std::int64_t(const ProcessRow&)>& of) {
    FigureCurve curve;
    curve.name = std::move(name);
    for (const auto& row : run.processMemory) {
        const RunPosition position{row.task, row.epoch};
        curve.positions.push_back(position);
        curve.x.push_back(epochCenter(position, epochCount(run)));
        curve.y.push_back(inMebibytes(of(row)));
    }
    curve.dots = curve.x.size() <= kPointsWithDots;
    return curve;
}

std::int64_t ownMemory(const ProcessRow& row) {
    return row.anonymousBytes;
}

/// Four curves in the colours of a series: none of them is the run's alone.
void addParts(CurvesFigure& figure, const RunRecord& run) {
    std::vector<FigureCurve> curves;
    curves.push_back(curveOf(run, "tensors, the task's peak",
                             [&](const ProcessRow& row) { return peakOf(run.memory, "measured", row.task); }));
    curves.push_back(curveOf(run, "the process's own", ownMemory));
    curves.push_back(curveOf(run, "files it has mapped", [](const ProcessRow& row) { return row.fileBytes; }));
    for (std::size_t index = 0; index < curves.size(); ++index) {
        curves[index].color = seriesColor(index, curves.size());
        figure.curves.push_back(std::move(curves[index]));
    }
    auto all =
        curveOf(run, "resident in all", [](const ProcessRow& row) { return row.anonymousBytes + row.fileBytes; });
    all.width = 2.5;
    figure.curves.push_back(std::move(all));
}

} // namespace

CurvesFigure processMemoryCurves(const std::vector<DrawnRun>& runs) {
    CurvesFigure figure;
    figure.title = "Resident memory of the training process";
    figure.caption = "At the largest of the moments that were looked at in each epoch. What stands for files, such as "
                     "mapped images and libraries, the system can drop and read again when memory is short.";
    figure.left = {runs.size() == 1 ? "resident memory, MiB" : "the process's own memory, MiB", {}, false};
    setCourse(figure, runs);
    if (runs.size() == 1 && !runs.front().run->processMemory.empty()) {
        addParts(figure, *runs.front().run);
        return figure;
    }
    const auto labels = runLabels(recordsOf(runs));
    for (std::size_t index = 0; index < runs.size(); ++index) {
        if (runs[index].run->processMemory.empty()) continue;
        auto curve = curveOf(*runs[index].run, labels[index], ownMemory);
        curve.color = runs[index].color;
        curve.width = index == 0 ? 2.5 : 1.5;
        figure.curves.push_back(std::move(curve));
    }
    return figure;
}

Table processMemoryTable(const std::vector<const RunRecord*>& runs) {
    Table table;
    for (const auto* title : {"run_id", "method", "seed", "task", "epoch", "seconds", "anonymous_bytes", "file_bytes"})
        table.addColumn(title);
    for (const auto* run : runs)
        for (const auto& row : run->processMemory)
            table.addRow({std::to_string(run->summary.id), run->summary.method, std::to_string(run->summary.seed),
                          std::to_string(row.task), std::to_string(row.epoch), csvNumber(row.seconds),
                          std::to_string(row.anonymousBytes), std::to_string(row.fileBytes)});
    return table;
}

} // namespace lightcl
