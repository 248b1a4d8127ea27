#pragma once

#include "panels/panel.h"
#include "runs/accuracy.h"

class QTabWidget;

namespace lightcl {

class AccuracyView;
class LossView;
class MatrixView;

/// How a run learns and forgets: accuracy curves, the accuracy matrix, the training loss.
class CurvesPanel : public Panel {
    Q_OBJECT
public:
    explicit CurvesPanel(QWidget* parent = nullptr);

    void showRuns(const std::vector<RunDataPtr>& runs) override;
    void setKind(AccuracyKind kind);

    [[nodiscard]] QTabWidget* tabs() const { return tabs_; }
    [[nodiscard]] AccuracyView* accuracy() const { return accuracy_; }
    [[nodiscard]] MatrixView* matrix() const { return matrix_; }
    [[nodiscard]] LossView* loss() const { return loss_; }

private:
    QTabWidget* tabs_;
    AccuracyView* accuracy_;
    MatrixView* matrix_;
    LossView* loss_;
};

} // namespace lightcl
