#pragma once

#include "figures/memory_bars.h"
#include "plots/plot.h"

#include <optional>

namespace lightcl {

/// Draws memory bars: horizontal, stacked by category, grouped by run, the total beside each; a tick for the process's
/// peak RSS, a line for a device's budget, at the edge when that lies far beyond the bars. The pointer or the arrow
/// keys choose a piece of a bar.
class MemoryPlot : public Plot {
    Q_OBJECT
public:
    explicit MemoryPlot(QWidget* parent = nullptr);

    struct Content {
        std::vector<MemoryBar> bars;
        QStringList runLabels;
        std::vector<QColor> runColors;
        bool everyTask = false;
        bool onePerRun = false; ///< a bar is labelled with its run, without a heading of its own
        bool showRss = true;
        std::int64_t budgetBytes = 0; ///< 0: none
    };
    /// A piece of a bar; no piece means its peak RSS.
    struct Place {
        std::size_t bar = 0;
        std::optional<std::size_t> piece;
        bool operator==(const Place&) const = default;
    };

    void show(Content content);
    [[nodiscard]] const Content& content() const { return content_; }
    /// What each bar is called with its run.
    [[nodiscard]] std::vector<std::string> barNames() const;
    /// Marks a task's bars where every task has one; 0: none.
    void setMarkedTask(int task);
    [[nodiscard]] int markedTask() const { return markedTask_; }
    [[nodiscard]] std::optional<Place> currentPlace() const { return current_; }
    [[nodiscard]] bool isBudgetBeyond() const { return budgetBeyond_; }
    [[nodiscard]] bool isOverBudget(std::int64_t bytes) const;
    [[nodiscard]] QSize sizeHint() const override;

signals:
    void placeChanged(); ///< currentPlace() is another or none now

private:
    void buildAxes();
    void connectKeys();
    void layRows();
    void claimHeight();
    void fillBars();
    void recolor();
    [[nodiscard]] QString rowLabel(const MemoryBar& bar) const;
    void fitRange();
    [[nodiscard]] double reachOf(const MemoryBar& bar, double pixels, const QFontMetrics& metrics) const;
    void addRssToLegend();
    bool markBudget(); ///< whether that changed anything
    void setCurrent(std::optional<Place> place);
    void step(int dx, int dy);
    void paintTexts(QCPPainter& painter) const;
    void paintRss(QCPPainter& painter, const MemoryBar& bar, const QRectF& row) const;
    void paintBudget(QCPPainter& painter) const;
    void paintMark(QCPPainter& painter) const;
    void paintHeaders(QCPPainter& painter) const;
    [[nodiscard]] QString totalText(const MemoryBar& bar) const;
    [[nodiscard]] double totalPixel(const MemoryBar& bar, double textWidth) const;
    [[nodiscard]] QColor warningColor() const;
    [[nodiscard]] double pixelOf(std::int64_t bytes) const;
    [[nodiscard]] QRectF rowRect(std::size_t bar) const;
    [[nodiscard]] bool rssShown(const MemoryBar& bar) const { return content_.showRss && bar.peakRssBytes; }
    [[nodiscard]] std::optional<Place> placeAt(QPointF pos) const;

    Content content_;
    std::vector<double> rows_;    ///< each bar's place on the vertical axis
    std::vector<double> headers_; ///< each run's
    double rowCount_ = 1;
    bool budgetBeyond_ = false; ///< the budget lies beyond the axis
    std::optional<Place> current_;
    int markedTask_ = 0;
};

} // namespace lightcl
