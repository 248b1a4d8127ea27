#include "plots/memory_plot.h"

#include "base/units.h"
#include "plots/category_colors.h"
#include "plots/painted_layer.h"
#include "plots/text_ticks.h"

#include <QSharedPointer>
#include <algorithm>
#include <cmath>

namespace lightcl {

MemoryPlot::MemoryPlot(QWidget* parent) : Plot(parent) {
    setInteractions({});
    buildAxes();
    placeLegendBelow();
    new PaintedLayer(*axisRect(), "axes", [this](QCPPainter& painter) { paintTexts(painter); });
    new PaintedLayer(*axisRect(), "overlay", [this](QCPPainter& painter) { paintMark(painter); });
    layer("overlay")->setMode(QCPLayer::lmBuffered);
    connectKeys();
    connect(this, &Plot::themed, this, &MemoryPlot::recolor);
    connect(this, &QCustomPlot::afterLayout, this, &MemoryPlot::fitRange);
    recolor();
}

void MemoryPlot::buildAxes() {
    yAxis->setRangeReversed(true);
    yAxis->setTicker(QSharedPointer<QCPAxisTickerText>::create());
    yAxis->grid()->setVisible(false);
    yAxis->setTickLength(0, 0);
    yAxis->setSubTicks(false);
    xAxis->setSubTicks(false);
    xAxis->setTickLength(0, 4);
    xAxis->setLabel(tr("MiB"));
    xAxis2->setVisible(true);
    xAxis2->setTicker(QSharedPointer<QCPAxisTickerText>::create());
    xAxis2->setSubTicks(false);
    xAxis2->setTickLength(0, 0);
    xAxis2->setTickLabelPadding(2);
    xAxis->setNumberFormat("gbc");
}

void MemoryPlot::connectKeys() {
    connect(this, &Plot::pointerAt, this, [this](QPointF pos) { setCurrent(placeAt(pos)); });
    connect(this, &Plot::pointerLeft, this, [this] { setCurrent(std::nullopt); });
    connect(this, &Plot::stepped, this, &MemoryPlot::step);
}

void MemoryPlot::show(Content content) {
    content_ = std::move(content);
    setCurrent(std::nullopt);
    layRows();
    fillBars();
    claimHeight();
    fitRange();
    drawSoon();
}

void MemoryPlot::layRows() {
    rows_.clear();
    headers_.clear();
    double next = 0;
    TextTicks labels;
    for (std::size_t index = 0; index < content_.bars.size(); ++index) {
        const auto& bar = content_.bars[index];
        if (!content_.onePerRun && (index == 0 || bar.run != content_.bars[index - 1].run)) {
            if (index > 0) next += 0.3;
            headers_.push_back(next++);
        }
        labels[next] = rowLabel(bar);
        rows_.push_back(next++);
    }
    setTextTicks(*yAxis, labels);
    rowCount_ = std::max(next, 1.0);
}

/// Rows as high as their texts, the axes, and the legend.
void MemoryPlot::claimHeight() {
    const int line = fontMetrics().height();
    const int legendLines = legend->visible() ? legend->rowCount() : 0;
    setMinimumHeight(static_cast<int>(rowCount_ * (line + 5)) + 5 * line + legendLines * (line + 3));
    updateGeometry();
}

QString MemoryPlot::rowLabel(const MemoryBar& bar) const {
    const auto label = QString::fromStdString(barLabel(bar, content_.everyTask));
    if (!content_.onePerRun) return label;
    const auto& run = content_.runLabels[static_cast<qsizetype>(bar.run)];
    return bar.source == "measured" ? run : tr("%1 (%2)").arg(run, label);
}

std::vector<std::string> MemoryPlot::barNames() const {
    std::vector<std::string> names;
    for (const auto& bar : content_.bars) {
        const auto& run = content_.runLabels[static_cast<qsizetype>(bar.run)];
        const auto label = rowLabel(bar);
        names.push_back((content_.onePerRun ? label : run + ", " + label).toStdString());
    }
    return names;
}

QSize MemoryPlot::sizeHint() const {
    return {480, std::max(240, minimumHeight())};
}

void MemoryPlot::fillBars() {
    legend->clearItems();
    clearPlottables();
    QCPBars* below = nullptr;
    for (const auto category : kMemoryCategories) {
        QVector<double> keys;
        QVector<double> values;
        for (std::size_t index = 0; index < rows_.size(); ++index) {
            keys << rows_[index];
            values << static_cast<double>(content_.bars[index].bytes[category]) / kMiB;
        }
        if (std::all_of(values.begin(), values.end(), [](double value) { return value <= 0; })) continue;
        auto* bars = new QCPBars(yAxis, xAxis);
        bars->setName(categoryTitle(category));
        const auto color = categoryColor(category);
        bars->setBrush(category == MemoryCategory::Measuring ? QBrush(color, Qt::BDiagPattern) : QBrush(color));
        bars->setPen(category == MemoryCategory::Measuring ? QPen(color, 1) : Qt::NoPen);
        bars->setAntialiased(false);
        bars->setWidth(0.72);
        bars->setData(keys, values);
        if (below) bars->moveAbove(below);
        below = bars;
        bars->addToLegend();
    }
    addRssToLegend();
    fitLegend();
}

/// The legend shows plottables only: a graph without data stands for the marks.
void MemoryPlot::addRssToLegend() {
    const auto& bars = content_.bars;
    if (std::none_of(bars.begin(), bars.end(), [this](const MemoryBar& bar) { return rssShown(bar); })) return;
    auto* mark = addGraph(xAxis, yAxis);
    mark->setName(tr("process peak RSS"));
    mark->setPen(Qt::NoPen);
    mark->setScatterStyle({QCPScatterStyle::ssDiamond, theme().text, theme().text, 9});
    mark->addToLegend();
}

void MemoryPlot::recolor() {
    yAxis->setBasePen(QPen(theme().axis, 1));
    yAxis->setTickPen(Qt::NoPen);
    xAxis2->setBasePen(Qt::NoPen);
    xAxis2->setTickPen(Qt::NoPen);
    xAxis2->setTickLabelColor(warningColor());
    fillBars();
}

bool MemoryPlot::isOverBudget(std::int64_t bytes) const {
    return content_.budgetBytes > 0 && bytes > content_.budgetBytes;
}

QString MemoryPlot::totalText(const MemoryBar& bar) const {
    const auto total = QString::fromStdString(formatBytes(bar.bytes.total()));
    return isOverBudget(bar.bytes.total()) && width() >= 500 ? tr("%1 over budget").arg(total) : total;
}

/// Behind the bar's end, and behind the mark of the peak RSS where that would be in the way.
double MemoryPlot::totalPixel(const MemoryBar& bar, double textWidth) const {
    const auto pieces = stackedPieces(bar.bytes);
    const double start = (pieces.empty() ? xAxis->coordToPixel(0) : pixelOf(pieces.back().to)) + 6;
    if (!rssShown(bar)) return start;
    const double mark = pixelOf(*bar.peakRssBytes);
    const bool inTheWay = mark > start - 8 && mark < start + textWidth + 8;
    return inTheWay ? mark + 12 : start;
}

/// How far the horizontal axis must reach for the bar, its total and its mark to be seen, in MiB.
double MemoryPlot::reachOf(const MemoryBar& bar, double pixels, const QFontMetrics& metrics) const {
    const auto pieces = stackedPieces(bar.bytes);
    const auto end = static_cast<double>(pieces.empty() ? 0 : pieces.back().to) / kMiB;
    const double text = std::min(metrics.horizontalAdvance(totalText(bar)) + 16.0, pixels * 0.6);
    const auto withText = [&](double edge) { return edge * pixels / (pixels - text); };
    if (!rssShown(bar)) return withText(end);
    const double mark = static_cast<double>(*bar.peakRssBytes) / kMiB;
    return mark > withText(end) ? mark * 1.04 : withText(std::max(end, mark * 1.03));
}

/// The longest bar with its total beside it fills the width; few bars do not fill the height.
void MemoryPlot::fitRange() {
    constexpr double tallestRow = 44;
    const double pixels = std::max(50, axisRect()->width());
    auto bold = font();
    bold.setBold(true);
    double longest = 0;
    for (const auto& bar : content_.bars) longest = std::max(longest, reachOf(bar, pixels, QFontMetrics(bold)));
    const auto place = budgetPlace(longest, static_cast<double>(content_.budgetBytes) / kMiB);
    budgetBeyond_ = place.beyond;
    const QCPRange across(0, place.reach > 0 ? place.reach : 1);
    const QCPRange down(-0.6, std::max(rowCount_, axisRect()->height() / tallestRow) - 0.3);
    const bool same = std::abs(across.upper - xAxis->range().upper) < across.upper * 1e-6 && down == yAxis->range();
    xAxis->setRange(across);
    xAxis2->setRange(across);
    yAxis->setRange(down);
    if (markBudget() || !same) drawSoon();
}

bool MemoryPlot::markBudget() {
    TextTicks ticks;
    const auto bytes = QString::fromStdString(formatBytes(content_.budgetBytes));
    if (budgetBeyond_) {
        const auto text = tr("budget %1 →").arg(bytes);
        const double half = fontMetrics().horizontalAdvance(text) / 2.0;
        ticks[xAxis->range().upper * std::max(0.0, 1 - half / std::max(1, axisRect()->width()))] = text;
    } else if (content_.budgetBytes > 0) {
        ticks[static_cast<double>(content_.budgetBytes) / kMiB] = tr("budget %1").arg(bytes);
    }
    return setTextTicks(*xAxis2, ticks);
}

double MemoryPlot::pixelOf(std::int64_t bytes) const {
    return xAxis->coordToPixel(static_cast<double>(bytes) / kMiB);
}

QRectF MemoryPlot::rowRect(std::size_t bar) const {
    const double top = yAxis->coordToPixel(rows_[bar] - 0.36);
    const double bottom = yAxis->coordToPixel(rows_[bar] + 0.36);
    return {QPointF(axisRect()->left(), top), QPointF(axisRect()->right(), bottom)};
}

std::optional<MemoryPlot::Place> MemoryPlot::placeAt(QPointF pos) const {
    if (!axisRect()->rect().contains(pos.toPoint())) return std::nullopt;
    for (std::size_t index = 0; index < rows_.size(); ++index) {
        if (!rowRect(index).contains(pos)) continue;
        const auto& bar = content_.bars[index];
        if (rssShown(bar) && std::abs(pixelOf(*bar.peakRssBytes) - pos.x()) <= 5) return Place{index, std::nullopt};
        const auto pieces = stackedPieces(bar.bytes);
        for (std::size_t piece = 0; piece < pieces.size(); ++piece)
            if (pos.x() <= pixelOf(pieces[piece].to)) return Place{index, piece};
        return std::nullopt;
    }
    return std::nullopt;
}

void MemoryPlot::setMarkedTask(int task) {
    if (task == markedTask_) return;
    markedTask_ = task;
    redrawLayer("overlay");
}

void MemoryPlot::setCurrent(std::optional<Place> place) {
    if (place == current_) return;
    current_ = place;
    emit placeChanged();
    redrawLayer("overlay");
}

void MemoryPlot::step(int dx, int dy) {
    if (content_.bars.empty()) return;
    if (!current_) return setCurrent(Place{0, 0});
    const auto bar = std::clamp<std::int64_t>(static_cast<std::int64_t>(current_->bar) + dy, 0,
                                              static_cast<std::int64_t>(content_.bars.size()) - 1);
    const auto index = static_cast<std::size_t>(bar);
    const auto pieces = static_cast<std::int64_t>(stackedPieces(content_.bars[index].bytes).size());
    const std::int64_t last = rssShown(content_.bars[index]) ? pieces : pieces - 1;
    const auto from = current_->piece ? static_cast<std::int64_t>(*current_->piece) : pieces;
    const auto piece = std::clamp<std::int64_t>(from + dx, 0, std::max<std::int64_t>(last, 0));
    setCurrent(Place{index, piece < pieces ? std::optional(static_cast<std::size_t>(piece)) : std::nullopt});
}

} // namespace lightcl
