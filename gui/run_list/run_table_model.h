#pragma once

#include "run_list/run_colors.h"
#include "run_list/run_columns.h"
#include "run_list/run_list_model.h"

#include <set>

namespace lightcl {

/// The run table: a row a run, a column one of run_columns.h.
class RunTableModel : public RunListModel {
    Q_OBJECT
public:
    explicit RunTableModel(RunColors colors, QObject* parent = nullptr);

    [[nodiscard]] const RunColors& colors() const { return colors_; }
    void setColors(RunColors colors);
    void setPlaces(RunPlaces places); ///< see RunColors
    void chooseColor(RunId run, const QColor& color);
    /// The runs that the plots show.
    void setDrawn(std::set<RunId> runs);
    [[nodiscard]] bool isDrawn(RunId run) const { return drawn_.contains(run); }

    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void tellColors();
    [[nodiscard]] QString textOf(const RunSummary& run, int column) const;

    RunColors colors_;
    std::set<RunId> drawn_;
};

} // namespace lightcl
