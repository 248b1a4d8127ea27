#pragma once

#include "compare/baseline.h"
#include "run_list/run_colors.h"
#include "run_list/run_columns.h"
#include "run_list/run_list_model.h"
#include "run_list/run_records.h"

#include <optional>
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

    /// What groups and filters ask of the runs beside their figures.
    void setFacts(const RunFactsById& facts);
    /// The runs with what is known of them, a row each, until the next change.
    [[nodiscard]] const std::vector<const RunRecord*>& records() const;
    /// From now on results are shown as differences to it; nothing: as they are.
    void setBaseline(std::optional<Baseline> baseline);
    [[nodiscard]] const std::optional<Baseline>& baseline() const { return baseline_; }

    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

signals:
    void factsChanged();
    void baselineChanged();

private:
    void tellColors();
    [[nodiscard]] bool isBaseline(const RunSummary& run) const;
    [[nodiscard]] QString toolTipOf(const RunSummary& run, int column) const;
    [[nodiscard]] QString textOf(const RunSummary& run, int column) const;

    RunColors colors_;
    std::set<RunId> drawn_;
    std::optional<Baseline> baseline_;
    mutable RunRecords records_;
};

} // namespace lightcl
