#pragma once

#include "panels/panel.h"
#include "runs/accuracy.h"

#include <optional>

class QTabWidget;

namespace lightcl {

class AccuracyView;
class ConfusionView;
class LossView;
class MatrixView;

/// How a run learns and forgets: accuracy curves, the accuracy matrix, the confusion matrix, the training loss. One
/// moment of the run is marked in all of them; a click on a curve or a row of the matrix chooses another.
class CurvesPanel : public Panel {
    Q_OBJECT
public:
    explicit CurvesPanel(QWidget* parent = nullptr);

    void showRuns(const std::vector<RunDataPtr>& runs) override;
    void setKind(AccuracyKind kind);
    /// Shows that moment of the current run, or the last one before it.
    void setMoment(RunPosition moment);

    [[nodiscard]] QTabWidget* tabs() const { return tabs_; }
    [[nodiscard]] AccuracyView* accuracy() const { return accuracy_; }
    [[nodiscard]] MatrixView* matrix() const { return matrix_; }
    [[nodiscard]] ConfusionView* confusion() const { return confusion_; }
    [[nodiscard]] LossView* loss() const { return loss_; }

private:
    void markMoment();

    QTabWidget* tabs_;
    AccuracyView* accuracy_;
    MatrixView* matrix_;
    ConfusionView* confusion_;
    LossView* loss_;
    RunDataPtr run_; ///< the current one
    std::optional<RunPosition> moment_;
};

} // namespace lightcl
