#pragma once

#include "figures/step_timeline.h"
#include "plots/plot.h"

#include <optional>

namespace lightcl {

/// Draws the memory of a training step over time: the categories stacked as areas, the peak marked, a dashed line for
/// what was predicted; below it a strip says what was done, and in which stage. The pointer or the arrow keys choose a
/// moment and a category.
class StepPlot : public Plot {
    Q_OBJECT
public:
    explicit StepPlot(QWidget* parent = nullptr);

    struct Content {
        StepTimeline timeline;
        std::int64_t predictedBytes = 0; ///< 0: no line
        StepReach reach{};               ///< the axes go at least so far
        bool operator==(const Content&) const = default;
    };
    struct Place {
        std::size_t moment = 0;
        std::optional<MemoryCategory> category; ///< none: all of them
        bool operator==(const Place&) const = default;
    };

    /// The zoom stays unless the plot follows its data.
    void show(Content content);
    [[nodiscard]] const Content& content() const { return content_; }
    [[nodiscard]] std::optional<Place> currentPlace() const { return current_; }

signals:
    void placeChanged(); ///< currentPlace() is another or none now

private:
    void buildAxes();
    void buildStrip();
    void connectKeys();
    void fillAreas();
    void addPrediction();
    void showAll();
    void recolor();
    void fitAxes();
    bool spaceTicks(); ///< whether that changed anything
    void setCurrent(std::optional<Place> place);
    void step(int dx, int dy);
    void paintPeak(QCPPainter& painter) const;
    void paintStrip(QCPPainter& painter) const;
    void paintSpans(QCPPainter& painter, const std::vector<PhaseSpan>& spans, int row) const;
    void paintMark(QCPPainter& painter) const;
    void paintStripMark(QCPPainter& painter) const;
    [[nodiscard]] QColor activityColor(const std::string& activity) const;
    [[nodiscard]] double pixelOf(std::size_t moment) const;
    [[nodiscard]] std::optional<Place> placeAt(QPointF pos) const;
    [[nodiscard]] std::int64_t bytesUpTo(const Place& place) const;

    Content content_;
    std::vector<MemoryCategory> categories_;
    QCPAxisRect* strip_;
    std::optional<Place> current_;
};

} // namespace lightcl
