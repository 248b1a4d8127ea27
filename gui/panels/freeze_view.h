#pragma once

#include "figures/freeze_advice.h"
#include "figures/freeze_readout.h"
#include "reading/run_data.h"

#include <QWidget>
#include <optional>
#include <vector>

class QDoubleSpinBox;
class QLabel;
class QPushButton;
class QTableWidget;

namespace lightcl {

class BudgetEdit;

/// What the freeze line would cost: bytes by category, operations, time and trainable parameters beside the run's own,
/// held against a device; which of the selected methods fit it; and where the advice would draw the line, and why.
class FreezeView : public QWidget {
    Q_OBJECT
public:
    explicit FreezeView(QWidget* parent = nullptr);

    void showReadout(const FreezeReadout& readout);
    /// `why` stands there without advice.
    void showAdvice(const std::optional<FreezeAdvice>& advice, const QString& why);
    void showRuns(const std::vector<RunDataPtr>& runs);

    [[nodiscard]] double threshold() const;
    void setThreshold(double threshold);
    [[nodiscard]] std::int64_t budget() const;
    [[nodiscard]] BudgetEdit* budgetEdit() const { return budget_; }
    [[nodiscard]] QDoubleSpinBox* thresholdBox() const { return threshold_; }
    [[nodiscard]] QPushButton* adviceButton() const { return moveToAdvice_; }
    [[nodiscard]] QTableWidget* table() const { return table_; }
    [[nodiscard]] QString adviceText() const;
    [[nodiscard]] QString budgetText() const;
    [[nodiscard]] QString fitText() const;

signals:
    void thresholdChanged();
    void budgetChanged();
    void adviceWanted(); ///< the line should be where the advice has it
    void closed();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void build();
    void fitTable();
    void refreshFits();

    QLabel* summary_;
    QTableWidget* table_;
    BudgetEdit* budget_;
    QLabel* budgetLine_;
    QLabel* fits_;
    QDoubleSpinBox* threshold_;
    QPushButton* moveToAdvice_;
    QLabel* advice_;
    std::vector<RunDataPtr> runs_;
};

} // namespace lightcl
