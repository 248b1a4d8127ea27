// HeatmapPanel's values as text: the cell under the cursor in a sentence, all of them as a table.
#include "figures/run_table.h"
#include "panels/heatmap_panel.h"
#include "plots/heatmap_plot.h"
#include "plots/plot_frame.h"

#include <QStringList>

#include <algorithm>
#include <cstddef>
#include <utility>

namespace lightcl {

QString HeatmapPanel::cellPlace(Cell cell) const {
    const auto& row = plot_->content().rows[cell.row];
    const auto [task, epoch] = plot_->grid().columns()[cell.column];
    const auto name = QString::fromStdString(plot_->grid().layers()[cell.row]);
    return row.folded ? tr("%1, mean, task %2, epoch %3").arg(name).arg(task).arg(epoch)
                      : tr("%1 (layer %2), task %3, epoch %4").arg(name).arg(row.layers.front()).arg(task).arg(epoch);
}

QString HeatmapPanel::mapText(std::size_t row) const {
    const auto& content = plot_->content();
    if (row >= content.facts.size()) return {};
    return tr("%1: %2").arg(QString::fromStdString(content.rows[row].label),
                            QString::fromStdString(factsText(content.facts[row])));
}

void HeatmapPanel::showReadout() {
    const auto cell = plot_->currentCell();
    const auto info = metricInfo(metric());
    if (!cell || cell->row >= plot_->content().rows.size() || shown_.grids.empty()) {
        plot_->setToolTip({});
        return frame_->setReadout(tr("%1: %2").arg(info.title, info.definition));
    }
    const auto place = cellPlace(*cell);
    QStringList texts;
    for (std::size_t index = 0; index < shown_.grids.size(); ++index) {
        auto text = QString::fromStdString(cellText(shown_, index, *cell));
        if (!shown_.difference && plot_->colors().isZero(shown_.grids[index].at(*cell))) text += tr(" (grey)");
        texts << text;
    }
    const auto& frozen = plot_->content().frozenRows;
    const bool stoodStill = cell->row < frozen.size() && frozen[cell->row];
    frame_->setReadout(tr("%1: %2").arg(place, texts.join(QString::fromUtf8(" · "))) +
                       (stoodStill ? tr("; frozen at the end") : QString()));
    const auto own = texts[static_cast<qsizetype>(std::min(plot_->currentPane(), shown_.grids.size() - 1))];
    plot_->setToolTip(tr("%1\n%2 %3\n%4\n%5").arg(place, info.title, own, metricHelp(info), mapText(cell->row)));
}

/// The columns before say of which run a value is or, where it is of several, what is shown.
Table HeatmapPanel::table() const {
    const auto run = chosenRun();
    if (!run) return {};
    if (mode() == ComparisonMode::OneRun) return tableOfRun(run->summary, plot_->grid().toTable());
    Table all;
    for (std::size_t index = 0; index < shown_.grids.size(); ++index) {
        auto part = shown_.grids[index].toTable();
        if (all.columns.empty()) {
            all.addColumn("shown");
            all.columns.insert(all.columns.end(), part.columns.begin(), part.columns.end());
        }
        for (auto& row : part.rows) {
            row.insert(row.begin(), shown_.titles[index]);
            all.addRow(std::move(row));
        }
    }
    return all;
}

} // namespace lightcl
