#include "plots/step_plot.h"

#include "base/units.h"
#include "plots/category_colors.h"
#include "plots/painted_layer.h"
#include "plots/text_ticks.h"

#include <QSharedPointer>
#include <algorithm>
#include <cmath>

namespace lightcl {

namespace {

constexpr double kMillisecond = 1e-3;

double milliseconds(const StepMomentRow& row) {
    return row.seconds / kMillisecond;
}

} // namespace

StepPlot::StepPlot(QWidget* parent) : Plot(parent), strip_(new QCPAxisRect(this)) {
    buildAxes();
    buildStrip();
    placeLegendBelow();
    new PaintedLayer(*axisRect(), "axes", [this](QCPPainter& painter) { paintPeak(painter); });
    new PaintedLayer(*strip_, "main", [this](QCPPainter& painter) { paintStrip(painter); });
    new PaintedLayer(*axisRect(), "overlay", [this](QCPPainter& painter) { paintMark(painter); });
    new PaintedLayer(*strip_, "overlay", [this](QCPPainter& painter) { paintStripMark(painter); });
    layer("overlay")->setMode(QCPLayer::lmBuffered);
    connectKeys();
    connect(this, &Plot::themed, this, &StepPlot::recolor);
    connect(this, &Plot::viewReset, this, &StepPlot::showAll);
    connect(this, &QCustomPlot::afterLayout, this, &StepPlot::fitAxes);
    recolor();
}

void StepPlot::buildAxes() {
    axisRect()->setMinimumMargins({15, 6, 15, 4});
    axisRect()->setRangeZoomAxes({xAxis});
    axisRect()->setRangeDragAxes({xAxis});
    xAxis->setTickLabels(false);
    xAxis->grid()->setVisible(false);
    yAxis->setLabel(tr("MiB"));
    yAxis->setLabelPadding(4);
    yAxis->setNumberFormat("gbc");
    for (auto* axis : {xAxis, yAxis}) {
        axis->setSubTicks(false);
        axis->setTickLength(0, 4);
    }
}

/// Two rows that share the time axis with the plot above.
void StepPlot::buildStrip() {
    plotLayout()->addElement(1, 0, strip_);
    plotLayout()->setRowSpacing(2);
    strip_->setMinimumMargins({15, 0, 15, 0});
    auto* sides = new QCPMarginGroup(this);
    for (auto* rect : {axisRect(), strip_}) rect->setMarginGroup(QCP::msLeft | QCP::msRight, sides);
    auto* time = strip_->axis(QCPAxis::atBottom);
    auto* rows = strip_->axis(QCPAxis::atLeft);
    xAxis->setTicker(time->ticker());
    time->setSubTicks(false);
    time->setTickLength(0, 4);
    time->setLabel(tr("ms"));
    time->setNumberFormat("gbc");
    time->grid()->setVisible(false);
    rows->setTicker(QSharedPointer<QCPAxisTickerText>::create());
    rows->setRangeReversed(true);
    rows->setRange(0, 2);
    rows->setSubTicks(false);
    rows->setTickLength(0, 0);
    rows->grid()->setVisible(false);
    setTextTicks(*rows, {{0.5, tr("phase")}, {1.5, tr("stage")}});
    strip_->setRangeZoomAxes({time});
    strip_->setRangeDragAxes({time});
    const auto follow = [](QCPAxis* leader, QCPAxis* follower) {
        connect(leader, QOverload<const QCPRange&>::of(&QCPAxis::rangeChanged), follower,
                QOverload<const QCPRange&>::of(&QCPAxis::setRange));
    };
    follow(xAxis, time);
    follow(time, xAxis);
}

void StepPlot::connectKeys() {
    connect(this, &Plot::pointerAt, this, [this](QPointF pos) { setCurrent(placeAt(pos)); });
    connect(this, &Plot::pointerLeft, this, [this] { setCurrent(std::nullopt); });
    connect(this, &Plot::stepped, this, &StepPlot::step);
}

void StepPlot::show(Content content) {
    if (content == content_) return;
    if (content.timeline != content_.timeline) setCurrent(std::nullopt);
    content_ = std::move(content);
    categories_ = content_.timeline.categories();
    fillAreas();
    showAll();
    drawSoon();
}

void StepPlot::fillAreas() {
    legend->clearItems();
    clearPlottables();
    std::vector<QCPGraph*> areas;
    // Each area reaches down to zero; the lower ones are drawn over it.
    for (auto category = categories_.rbegin(); category != categories_.rend(); ++category) {
        QVector<double> times;
        QVector<double> mebibytes;
        for (std::size_t index = 0; index < content_.timeline.moments.size(); ++index) {
            times << milliseconds(content_.timeline.moments[index]);
            mebibytes << static_cast<double>(bytesUpTo({index, *category})) / kMiB;
        }
        auto* area = addGraph(xAxis, yAxis);
        area->setName(categoryTitle(*category));
        area->setLineStyle(QCPGraph::lsStepLeft);
        area->setAdaptiveSampling(false); // would merge what happens at nearly the same time
        area->setPen(Qt::NoPen);
        area->setBrush(categoryColor(*category));
        area->setAntialiasedFill(false);
        area->setData(times, mebibytes, true);
        areas.push_back(area);
    }
    for (auto area = areas.rbegin(); area != areas.rend(); ++area) (*area)->addToLegend();
    addPrediction();
    fitLegend();
}

void StepPlot::addPrediction() {
    if (content_.predictedBytes <= 0 || content_.timeline.empty()) return;
    const auto mebibytes = static_cast<double>(content_.predictedBytes) / kMiB;
    auto* line = addGraph(xAxis, yAxis);
    line->setName(tr("predicted %1").arg(QString::fromStdString(formatBytes(content_.predictedBytes))));
    line->setPen(QPen(theme().text, 1.5, Qt::DashLine));
    line->setData({0, milliseconds(content_.timeline.moments.back())}, {mebibytes, mebibytes}, true);
    line->addToLegend();
}

void StepPlot::showAll() {
    const auto& moments = content_.timeline.moments;
    const double own = moments.empty() ? 0 : milliseconds(moments.back());
    const double end = std::max(own, content_.reach.seconds / kMillisecond);
    setHome(*xAxis, QCPRange(0, end > 0 ? end : 1));
    fitAxes();
}

void StepPlot::recolor() {
    for (auto* axis : {strip_->axis(QCPAxis::atLeft), strip_->axis(QCPAxis::atTop), strip_->axis(QCPAxis::atRight)})
        axis->setBasePen(Qt::NoPen);
    fillAreas();
}

/// Room for the strip's two lines of text, and above the highest line for the peak's.
void StepPlot::fitAxes() {
    const int line = fontMetrics().height();
    setMinimumHeight((11 + (legend->visible() ? legend->rowCount() : 0)) * (line + 3));
    strip_->setMinimumSize(20, 2 * (line + 4));
    strip_->setMaximumSize(QWIDGETSIZE_MAX, 2 * (line + 4));
    auto highest = std::max(content_.predictedBytes, content_.reach.bytes);
    if (!content_.timeline.empty())
        highest = std::max(highest, content_.timeline.moments[content_.timeline.peak()].bytes.total());
    const double height = std::max(axisRect()->height(), 3 * line);
    const double upper = std::max(static_cast<double>(highest) / kMiB, 1e-3) * height / (height - line - 8);
    const bool spaced = spaceTicks();
    if (std::abs(yAxis->range().upper - upper) < upper * 1e-6 && !spaced) return;
    yAxis->setRange(0, upper);
    drawSoon();
}

/// As many ticks as have room for their labels.
bool StepPlot::spaceTicks() {
    const auto space = [](QCPAxis& axis, int pixels, int each) {
        const int count = std::clamp(pixels / each, 2, 8);
        if (axis.ticker()->tickCount() == count) return false;
        axis.ticker()->setTickCount(count);
        return true;
    };
    auto* time = strip_->axis(QCPAxis::atBottom);
    const bool across = space(*time, axisRect()->width(), 2 * fontMetrics().horizontalAdvance("0000"));
    return space(*yAxis, axisRect()->height(), 2 * fontMetrics().height()) || across;
}

std::int64_t StepPlot::bytesUpTo(const Place& place) const {
    const auto& bytes = content_.timeline.moments[place.moment].bytes;
    std::int64_t sum = 0;
    for (const auto category : categories_) {
        sum += bytes[category];
        if (category == place.category) break;
    }
    return sum;
}

double StepPlot::pixelOf(std::size_t moment) const {
    return xAxis->coordToPixel(milliseconds(content_.timeline.moments[moment]));
}

std::optional<StepPlot::Place> StepPlot::placeAt(QPointF pos) const {
    const bool inPlot = axisRect()->rect().contains(pos.toPoint());
    if (content_.timeline.empty() || !(inPlot || strip_->rect().contains(pos.toPoint()))) return std::nullopt;
    Place place{content_.timeline.momentAt(xAxis->pixelToCoord(pos.x()) * kMillisecond), std::nullopt};
    if (!inPlot) return place;
    const auto bytes = static_cast<std::int64_t>(yAxis->pixelToCoord(pos.y()) * kMiB);
    const auto category = std::find_if(categories_.begin(), categories_.end(), [&](MemoryCategory above) {
        return bytes < bytesUpTo({place.moment, above});
    });
    if (category != categories_.end()) place.category = *category;
    return place;
}

void StepPlot::setCurrent(std::optional<Place> place) {
    if (place == current_) return;
    current_ = place;
    emit placeChanged();
    redrawLayer("overlay");
}

/// Left and right lead to other moments; up from one category of the stack to the next, beyond the last to all.
void StepPlot::step(int dx, int dy) {
    if (content_.timeline.empty()) return;
    if (!current_) return setCurrent(Place{content_.timeline.peak(), std::nullopt});
    const auto lastMoment = static_cast<std::int64_t>(content_.timeline.moments.size()) - 1;
    const auto moment = std::clamp<std::int64_t>(static_cast<std::int64_t>(current_->moment) + dx, 0, lastMoment);
    const auto all = static_cast<std::ptrdiff_t>(categories_.size());
    const auto from = current_->category
                          ? std::find(categories_.begin(), categories_.end(), *current_->category) - categories_.begin()
                          : all;
    const auto category = std::clamp<std::ptrdiff_t>(from - dy, 0, all);
    Place place{static_cast<std::size_t>(moment), std::nullopt};
    if (category < all) place.category = categories_[static_cast<std::size_t>(category)];
    setCurrent(place);
}

} // namespace lightcl
