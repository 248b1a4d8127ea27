#pragma once

#include "reading/run_data.h"
#include "runs/accuracy.h"

#include <QWidget>

class QComboBox;

namespace lightcl {

class MatrixPlot;
class PlotFrame;

/// The accuracy matrix R[i][j] of the current run with forgetting, transfers and learning accuracy.
class MatrixView : public QWidget {
    Q_OBJECT
public:
    explicit MatrixView(QWidget* parent = nullptr);

    void showRun(const RunDataPtr& run); ///< null: none
    void setKind(AccuracyKind kind);
    [[nodiscard]] MatrixPlot* plot() const { return plot_; }
    [[nodiscard]] PlotFrame* frame() const { return frame_; }

signals:
    void kindChosen(lightcl::AccuracyKind kind);

private:
    void refresh();
    void showReadout();

    MatrixPlot* plot_;
    PlotFrame* frame_;
    QComboBox* kindBox_;
    RunDataPtr run_;
    AccuracyKind kind_ = AccuracyKind::ClassIl;
};

} // namespace lightcl
