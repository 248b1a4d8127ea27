#pragma once

#include "panels/panel.h"
#include "runs/accuracy.h"

class QTabWidget;

namespace lightcl {

class AccuracyView;
class ConfusionView;
class LossView;
class MatrixView;
class TaskChangesView;

/// How runs learn and forget: accuracy curves, forgetting and transfers of each task, the accuracy matrix, the
/// confusion matrix, the training loss. The moment is marked in all of them; a click on a curve or a row of the matrix
/// chooses another.
class CurvesPanel : public Panel {
    Q_OBJECT
public:
    explicit CurvesPanel(QWidget* parent = nullptr);

    void showRuns(const std::vector<RunDataPtr>& runs) override;
    void showMoment(std::optional<Moment> moment) override;
    void setKind(AccuracyKind kind);

    [[nodiscard]] QTabWidget* tabs() const { return tabs_; }
    [[nodiscard]] AccuracyView* accuracy() const { return accuracy_; }
    [[nodiscard]] TaskChangesView* changes() const { return changes_; }
    [[nodiscard]] MatrixView* matrix() const { return matrix_; }
    [[nodiscard]] ConfusionView* confusion() const { return confusion_; }
    [[nodiscard]] LossView* loss() const { return loss_; }

private:
    QTabWidget* tabs_;
    AccuracyView* accuracy_;
    TaskChangesView* changes_;
    MatrixView* matrix_;
    ConfusionView* confusion_;
    LossView* loss_;
    RunDataPtr run_; ///< the current one
};

} // namespace lightcl
