#pragma once

#include "figures/task_bars.h"

#include <QWidget>

namespace lightcl {

class PlotFrame;
class TaskBarsPlot;

/// A frame around TaskBars: what every bar is in words, and the numbers as a table.
class TaskBarsView : public QWidget {
    Q_OBJECT
public:
    /// `unit` stands behind a value: " %".
    TaskBarsView(QString unit, QWidget* parent);

    void showBars(TaskBars bars, const QString& title, const QString& fileStem);
    [[nodiscard]] TaskBarsPlot* plot() const { return plot_; }
    [[nodiscard]] PlotFrame* frame() const { return frame_; }

private:
    void showReadout();

    QString unit_;
    TaskBarsPlot* plot_;
    PlotFrame* frame_;
};

} // namespace lightcl
