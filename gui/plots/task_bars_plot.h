#pragma once

#include "figures/task_bars.h"
#include "plots/plot.h"

#include <optional>

namespace lightcl {

/// Draws TaskBars: for each task a bar of every series side by side, one standard deviation to both sides, each run as
/// a point; levels as lines across. The pointer or the arrow keys choose a bar.
class TaskBarsPlot : public Plot {
    Q_OBJECT
public:
    explicit TaskBarsPlot(QWidget* parent = nullptr);

    struct Place {
        int task = 1;
        std::size_t series = 0;
        bool operator==(const Place&) const = default;
    };

    void show(TaskBars bars);
    [[nodiscard]] const TaskBars& bars() const { return bars_; }
    [[nodiscard]] std::optional<Place> currentPlace() const { return current_; }
    /// The middle of a bar, in pixels.
    [[nodiscard]] QPointF pixelOf(Place place) const;
    /// Marks a task; 0: none.
    void setMarkedTask(int task);
    [[nodiscard]] int markedTask() const { return markedTask_; }

signals:
    void placeChanged();       ///< currentPlace() is another or none now
    void taskChosen(int task); ///< one of its bars was clicked, or chosen with Enter or space

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    void fillBars();
    void addLevelsToLegend();
    void recolor();
    void labelTasks();
    void setCurrent(std::optional<Place> place);
    void step(int dx, int dy);
    void paintPoints(QCPPainter& painter) const;
    void paintLevels(QCPPainter& painter) const;
    void paintMark(QCPPainter& painter) const;
    [[nodiscard]] QColor colorOf(std::size_t series) const;
    [[nodiscard]] QRectF column(Place place) const;
    [[nodiscard]] std::optional<Place> placeAt(QPointF pos) const;

    TaskBars bars_;
    std::optional<Place> current_;
    int markedTask_ = 0;
    QPointF pressedAt_;
};

} // namespace lightcl
