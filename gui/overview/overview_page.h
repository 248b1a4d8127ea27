#pragma once

#include "overview/overview_model.h"

#include <QLabel>
#include <QSortFilterProxyModel>
#include <QTableView>

namespace lightcl {

/// All methods of a store beside each other: which is the best and which the leanest in a sentence, and a table of
/// their averages. Choosing rows asks for their runs.
class OverviewPage : public QWidget {
    Q_OBJECT
public:
    explicit OverviewPage(QWidget* parent = nullptr);

    void show(const StoreOverview& overview);
    void setColors(const RunColors* colors) { model_->setColors(colors); }
    [[nodiscard]] QTableView* view() const { return view_; }
    [[nodiscard]] QString verdict() const { return verdict_->text(); }
    /// Of the chosen rows, those of the current one first.
    [[nodiscard]] std::vector<RunId> chosenRuns() const;
    /// Marks nothing as chosen, without a signal.
    void clearChoice();

signals:
    void runsChosen(const std::vector<lightcl::RunId>& runs);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void fitColumns();
    [[nodiscard]] QString legendOf(const StoreOverview& overview) const;

    OverviewModel* model_;
    QSortFilterProxyModel* sorted_;
    QLabel* verdict_;
    QLabel* legend_;
    QTableView* view_;
};

} // namespace lightcl
