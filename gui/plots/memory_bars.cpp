#include "plots/memory_bars.h"

#include <QObject>
#include <algorithm>
#include <map>

namespace lightcl {

namespace {

std::map<int, MemoryBreakdown> peaksByTask(const RunData& run, std::string_view source) {
    std::map<int, MemoryBreakdown> peaks;
    for (const auto& row : run.memory)
        if (row.source == source) peaks[row.task][row.category] += row.peakBytes;
    return peaks;
}

std::vector<MemoryBar> measuredBars(const RunData& run, std::size_t index, bool everyTask) {
    std::vector<MemoryBar> bars;
    for (const auto& [task, bytes] : peaksByTask(run, "measured")) bars.push_back({index, "measured", task, bytes, {}});
    if (!everyTask && bars.size() > 1) {
        const auto largest = std::max_element(bars.begin(), bars.end(), [](const MemoryBar& a, const MemoryBar& b) {
            return a.bytes.total() < b.bytes.total();
        });
        bars = {*largest};
    }
    if (!bars.empty()) bars.back().peakRssBytes = run.summary.peakRssBytes;
    return bars;
}

} // namespace

std::vector<MemoryBar> memoryBars(const std::vector<RunDataPtr>& runs, bool everyTask) {
    std::vector<MemoryBar> bars;
    for (std::size_t index = 0; index < runs.size(); ++index) {
        for (const auto* source : {"exact", "paper"}) {
            const auto peaks = peaksByTask(*runs[index], source);
            if (!peaks.empty()) bars.push_back({index, source, 0, peaks.begin()->second, {}});
        }
        for (auto& bar : measuredBars(*runs[index], index, everyTask)) bars.push_back(std::move(bar));
    }
    return bars;
}

std::vector<MemoryPiece> stackedPieces(const MemoryBreakdown& bytes) {
    std::vector<MemoryPiece> pieces;
    std::int64_t edge = 0;
    for (const auto category : kMemoryCategories) {
        if (bytes[category] <= 0) continue;
        pieces.push_back({category, edge, edge + bytes[category]});
        edge += bytes[category];
    }
    return pieces;
}

QString barLabel(const MemoryBar& bar, bool everyTask) {
    if (bar.source == "exact") return QObject::tr("predicted");
    if (bar.source == "paper") return QObject::tr("paper");
    return everyTask ? QObject::tr("task %1").arg(bar.task) : QObject::tr("measured");
}

CsvTable memoryTable(const std::vector<RunDataPtr>& runs, const std::vector<MemoryBar>& bars) {
    CsvTable table{{"run_id", "method", "seed", "source", "task", "category", "bytes"}, {}};
    for (const auto& bar : bars) {
        const auto& run = runs[bar.run]->summary;
        const QStringList start{QString::number(run.id), QString::fromStdString(run.method), QString::number(run.seed),
                                QString::fromStdString(bar.source), QString::number(bar.task)};
        for (const auto category : kMemoryCategories)
            table.rows.push_back(start + QStringList{QString::fromLatin1(toString(category).data()),
                                                     QString::number(bar.bytes[category])});
        if (bar.peakRssBytes)
            table.rows.push_back(start + QStringList{"process peak RSS", QString::number(*bar.peakRssBytes)});
    }
    return table;
}

} // namespace lightcl
