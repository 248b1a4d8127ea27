#include "plots/confusion_plot.h"

#include "figures/course.h"
#include "plots/painted_layer.h"
#include "plots/text_ticks.h"

#include <QLineF>
#include <QSharedPointer>
#include <algorithm>
#include <cmath>
#include <utility>

namespace lightcl {

namespace {

constexpr double kWidestClassName = 90; ///< pixels; a longer one beside its row is cut

} // namespace

ConfusionPlot::ConfusionPlot(QWidget* parent) : Plot(parent) {
    setInteractions({});
    xAxis->setLabel(tr("taken for"));
    yAxis->setLabel(tr("true class"));
    yAxis->setRangeReversed(true);
    for (auto* axis : {xAxis, yAxis}) {
        axis->setTicker(QSharedPointer<QCPAxisTickerText>::create());
        axis->grid()->setVisible(false);
        axis->setTickLength(0, 0);
    }
    new PaintedLayer(*axisRect(), "main", [this](QCPPainter& painter) {
        paintCells(painter);
        paintBorders(painter);
    });
    new PaintedLayer(*axisRect(), "overlay", [this](QCPPainter& painter) { paintMark(painter); });
    layer("overlay")->setMode(QCPLayer::lmBuffered);
    connect(this, &Plot::pointerAt, this, [this](QPointF pos) { setCurrent(placeAt(pos)); });
    connect(this, &Plot::pointerLeft, this, [this] { setCurrent(std::nullopt); });
    connect(this, &Plot::stepped, this, &ConfusionPlot::step);
    connect(this, &Plot::themed, this, &ConfusionPlot::recolor);
    connect(this, &Plot::viewReset, this, &ConfusionPlot::showAll);
    connect(this, &QCustomPlot::afterLayout, this, &ConfusionPlot::labelAxes);
    recolor();
}

void ConfusionPlot::show(ConfusionMatrix matrix, Unit unit) {
    matrix_ = std::move(matrix);
    unit_ = unit;
    if (current_ && std::max(current_->row, current_->column) >= matrix_.size()) setCurrent(std::nullopt);
    showAll();
    labelAxes();
    drawSoon();
}

void ConfusionPlot::showAll() {
    const double last = std::max(1.0, static_cast<double>(matrix_.size())) - 0.5;
    xAxis->setRange(-0.5, last);
    yAxis->setRange(-0.5, last);
}

void ConfusionPlot::recolor() {
    for (auto* axis : {xAxis, yAxis}) {
        axis->setBasePen(Qt::NoPen);
        axis->setTickPen(Qt::NoPen);
        axis->setSubTickPen(Qt::NoPen);
    }
}

void ConfusionPlot::labelAxes() {
    if (matrix_.empty()) return;
    std::vector<RunPosition> places;
    double widest = 0;
    for (std::size_t place = 0; place < matrix_.size(); ++place) {
        places.push_back({static_cast<int>(place) + 1, 1}); // labelled as tasks are: the first, every n-th
        widest = std::max(widest, static_cast<double>(
                                      fontMetrics().horizontalAdvance(QString::fromStdString(matrix_.nameAt(place)))));
    }
    const double columnPixels = axisRect()->width() / xAxis->range().size();
    const bool namesFit = widest + 8 <= columnPixels;
    const double across = namesFit ? widest : fontMetrics().horizontalAdvance(QString::number(matrix_.size())) + 8.0;
    TextTicks columns;
    for (const auto index : labelledColumns(places, columnPixels, across))
        columns[static_cast<double>(index)] =
            namesFit ? QString::fromStdString(matrix_.nameAt(index)) : QString::number(matrix_.classAt(index));
    TextTicks rows;
    for (const auto index :
         labelledColumns(places, axisRect()->height() / yAxis->range().size(), fontMetrics().height()))
        rows[static_cast<double>(index)] = fontMetrics().elidedText(QString::fromStdString(matrix_.nameAt(index)),
                                                                    Qt::ElideRight, static_cast<int>(kWidestClassName));
    const bool changed = setTextTicks(*xAxis, columns);
    if (setTextTicks(*yAxis, rows) || changed) drawSoon();
}

QRectF ConfusionPlot::pixelRect(Place place) const {
    const auto row = static_cast<double>(place.row);
    const auto column = static_cast<double>(place.column);
    return QRectF(QPointF(xAxis->coordToPixel(column - 0.5), yAxis->coordToPixel(row - 0.5)),
                  QPointF(xAxis->coordToPixel(column + 0.5), yAxis->coordToPixel(row + 0.5)))
        .normalized();
}

QPointF ConfusionPlot::pixelOf(Place place) const {
    return pixelRect(place).center();
}

std::optional<ConfusionPlot::Place> ConfusionPlot::placeAt(QPointF pos) const {
    if (matrix_.empty() || !axisRect()->rect().contains(pos.toPoint())) return std::nullopt;
    const auto last = static_cast<long>(matrix_.size()) - 1;
    const auto nearest = [last](double coordinate) {
        return static_cast<std::size_t>(std::clamp(std::lround(coordinate), 0L, last));
    };
    return Place{nearest(yAxis->pixelToCoord(pos.y())), nearest(xAxis->pixelToCoord(pos.x()))};
}

void ConfusionPlot::setCurrent(std::optional<Place> place) {
    if (place == current_) return;
    current_ = place;
    emit placeChanged();
    redrawLayer("overlay");
}

void ConfusionPlot::step(int dx, int dy) {
    if (matrix_.empty()) return;
    if (!current_) return setCurrent(Place{});
    const auto last = static_cast<int>(matrix_.size()) - 1;
    const auto moved = [last](std::size_t from, int by) {
        return static_cast<std::size_t>(std::clamp(static_cast<int>(from) + by, 0, last));
    };
    setCurrent(Place{moved(current_->row, dy), moved(current_->column, dx)});
}

void ConfusionPlot::paintCells(QCPPainter& painter) const {
    painter.setFont(font());
    for (std::size_t row = 0; row < matrix_.size(); ++row) {
        const auto all = static_cast<double>(matrix_.rowTotal(row));
        for (std::size_t column = 0; column < matrix_.size(); ++column) {
            const Place place{row, column};
            const auto cell = pixelRect(place);
            const double share = all > 0 ? static_cast<double>(matrix_.count(row, column)) / all : 0;
            painter.fillRect(cell, all > 0 ? QBrush(colors_.at(share)) : QBrush(theme().hatch, Qt::BDiagPattern));
            if (matrix_.count(row, column) > 0) paintValue(painter, cell, place, share);
        }
    }
}

void ConfusionPlot::paintValue(QCPPainter& painter, const QRectF& cell, Place place, double share) const {
    if (cell.height() < fontMetrics().ascent()) return;
    const QStringList texts =
        unit_ == Unit::Counts ? QStringList{QString::number(matrix_.count(place.row, place.column))}
                              : QStringList{QString::number(share * 100, 'f', 1), QString::number(share * 100, 'f', 0)};
    const auto color = colors_.at(share);
    const bool whiteReads = contrastRatio(Qt::white, color) > contrastRatio(Qt::black, color);
    painter.setPen(whiteReads ? Qt::white : Qt::black);
    painter.drawText(cell, Qt::AlignCenter, fittingLabel(texts, cell.width() - 4, fontMetrics()));
}

/// White over black, so that the lines stand out from dark and bright cells alike.
void ConfusionPlot::paintBorders(QCPPainter& painter) const {
    const QRectF rect = axisRect()->rect();
    for (const auto& [color, width] : {std::pair{QColor(Qt::black), 3.0}, std::pair{QColor(Qt::white), 1.0}}) {
        painter.setPen(QPen(color, width));
        for (const auto border : matrix_.borders()) {
            const double x = xAxis->coordToPixel(static_cast<double>(border) - 0.5);
            const double y = yAxis->coordToPixel(static_cast<double>(border) - 0.5);
            painter.drawLine(QLineF(x, rect.top(), x, rect.bottom()));
            painter.drawLine(QLineF(rect.left(), y, rect.right(), y));
        }
    }
}

void ConfusionPlot::paintMark(QCPPainter& painter) const {
    if (!current_) return;
    painter.setBrush(Qt::NoBrush);
    const auto cell = pixelRect(*current_);
    painter.setPen(QPen(Qt::black, 4));
    painter.drawRect(cell.adjusted(1, 1, -1, -1));
    painter.setPen(QPen(Qt::white, 2));
    painter.drawRect(cell.adjusted(1, 1, -1, -1));
}

} // namespace lightcl
