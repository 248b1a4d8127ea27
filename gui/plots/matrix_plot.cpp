#include "plots/matrix_plot.h"

#include "base/units.h"
#include "figures/course.h"
#include "plots/painted_layer.h"
#include "plots/text_ticks.h"

#include <QMouseEvent>
#include <QSharedPointer>
#include <algorithm>
#include <cmath>

namespace lightcl {

MatrixPlot::MatrixPlot(QWidget* parent) : Plot(parent), figureText_(new QCPTextElement(this)) {
    setInteractions({});
    buildAxes();
    plotLayout()->addElement(1, 0, figureText_);
    plotLayout()->setRowStretchFactor(1, 0.001);
    figureText_->setMargins({6, 0, 6, 6});
    new PaintedLayer(*axisRect(), "main", [this](QCPPainter& painter) { paintCells(painter); });
    new PaintedLayer(*axisRect(), "overlay", [this](QCPPainter& painter) { paintMark(painter); });
    layer("overlay")->setMode(QCPLayer::lmBuffered);
    connectKeys();
    connect(this, &Plot::themed, this, &MatrixPlot::recolor);
    connect(this, &Plot::viewReset, this, &MatrixPlot::showAll);
    connect(this, &QCustomPlot::afterLayout, this, &MatrixPlot::labelAxes);
    recolor();
}

void MatrixPlot::buildAxes() {
    xAxis->setLabel(tr("accuracy on task"));
    yAxis->setLabel(tr("after task"));
    yAxis->setRangeReversed(true);
    for (auto* axis : {xAxis, yAxis}) {
        axis->setTicker(QSharedPointer<QCPAxisTickerText>::create());
        axis->grid()->setVisible(false);
        axis->setTickLength(0, 0);
    }
}

void MatrixPlot::connectKeys() {
    connect(this, &Plot::pointerAt, this, [this](QPointF pos) { setCurrent(placeAt(pos)); });
    connect(this, &Plot::pointerLeft, this, [this] { setCurrent(std::nullopt); });
    connect(this, &Plot::stepped, this, &MatrixPlot::step);
    const auto choose = [this] {
        if (current_ && current_->trainedTask > 0) emit taskChosen(current_->trainedTask);
    };
    connect(this, &Plot::picked, this, choose);
    connect(this, &QCustomPlot::mousePress, this, [this, choose](const QMouseEvent* event) {
        if (event->button() != Qt::LeftButton) return;
        setCurrent(placeAt(event->position()));
        choose();
    });
}

void MatrixPlot::show(AccuracyMatrix matrix, const std::vector<SummaryFigure>& figures) {
    matrix_ = std::move(matrix);
    figures_ = figures;
    setCurrent(std::nullopt);
    showAll();
    labelAxes();
    layFigures();
    drawSoon();
}

void MatrixPlot::showAll() {
    xAxis->setRange(0.5, matrix_.tasks() + 0.5);
    yAxis->setRange(matrix_.firstTrainedTask() - 0.5, matrix_.tasks() + 0.5);
}

void MatrixPlot::recolor() {
    for (auto* axis : {xAxis, yAxis}) {
        axis->setBasePen(Qt::NoPen);
        axis->setTickPen(Qt::NoPen);
        axis->setSubTickPen(Qt::NoPen);
    }
    figureText_->setTextColor(theme().text);
    figureText_->setFont(font());
    layFigures();
}

void MatrixPlot::labelAxes() {
    std::vector<RunPosition> columns;
    for (int task = 1; task <= matrix_.tasks(); ++task) columns.push_back({task, 1});
    const auto widest = fontMetrics().horizontalAdvance(QString::number(matrix_.tasks())) + 8.0;
    TextTicks across;
    for (const auto index : labelledColumns(columns, axisRect()->width() / xAxis->range().size(), widest))
        across[columns[index].task] = QString::number(columns[index].task);
    TextTicks down;
    if (matrix_.firstTrainedTask() == 0) down[0] = tr("untrained");
    for (const auto index :
         labelledColumns(columns, axisRect()->height() / yAxis->range().size(), fontMetrics().height()))
        down[columns[index].task] = QString::number(columns[index].task);
    const bool changed = setTextTicks(*xAxis, across);
    if (setTextTicks(*yAxis, down) || changed) drawSoon();
    layFigures();
}

/// As many figures in a line as fit.
void MatrixPlot::layFigures() {
    QStringList lines{QString()};
    for (const auto& figure : figures_) {
        const auto value = figure.value ? QString::fromStdString(formatPercent(*figure.value)) + " %" : QString("-");
        const auto text = QString("%1 %2").arg(QString::fromStdString(figure.name), value);
        const auto longer = lines.back().isEmpty() ? text : lines.back() + QString::fromUtf8("   ·   ") + text;
        if (fontMetrics().horizontalAdvance(longer) <= width() - 24 || lines.back().isEmpty())
            lines.back() = longer;
        else
            lines << text;
    }
    if (figureText_->text() == lines.join('\n')) return;
    figureText_->setText(lines.join('\n'));
    drawSoon();
}

QRectF MatrixPlot::pixelRect(Place place) const {
    const QPointF corner(xAxis->coordToPixel(place.evalTask - 0.5), yAxis->coordToPixel(place.trainedTask - 0.5));
    const QPointF opposite(xAxis->coordToPixel(place.evalTask + 0.5), yAxis->coordToPixel(place.trainedTask + 0.5));
    return QRectF(corner, opposite).normalized();
}

std::optional<MatrixPlot::Place> MatrixPlot::placeAt(QPointF pos) const {
    if (!axisRect()->rect().contains(pos.toPoint())) return std::nullopt;
    return Place{static_cast<int>(std::lround(yAxis->pixelToCoord(pos.y()))),
                 static_cast<int>(std::lround(xAxis->pixelToCoord(pos.x())))};
}

void MatrixPlot::setCurrent(std::optional<Place> place) {
    if (place == current_) return;
    current_ = place;
    emit placeChanged();
    redrawLayer("overlay");
}

void MatrixPlot::setMarkedTask(std::optional<int> trainedTask) {
    if (trainedTask == marked_) return;
    marked_ = trainedTask;
    drawSoon();
}

void MatrixPlot::step(int dx, int dy) {
    if (matrix_.empty()) return;
    if (!current_) return setCurrent(Place{matrix_.tasks(), 1});
    setCurrent(Place{std::clamp(current_->trainedTask + dy, matrix_.firstTrainedTask(), matrix_.tasks()),
                     std::clamp(current_->evalTask + dx, 1, matrix_.tasks())});
}

void MatrixPlot::paintCells(QCPPainter& painter) const {
    for (int trained = matrix_.firstTrainedTask(); trained <= matrix_.tasks(); ++trained)
        for (int task = 1; task <= matrix_.tasks(); ++task) {
            const auto cell = pixelRect({trained, task}).adjusted(0.5, 0.5, -0.5, -0.5);
            painter.setPen(Qt::NoPen);
            const auto accuracy = matrix_.at(trained, task);
            painter.setBrush(accuracy ? QBrush(colors_.at(*accuracy)) : QBrush(theme().hatch, Qt::BDiagPattern));
            painter.drawRect(cell);
            if (accuracy) paintValue(painter, cell, *accuracy);
        }
}

void MatrixPlot::paintValue(QCPPainter& painter, const QRectF& cell, double accuracy) const {
    if (cell.height() < fontMetrics().ascent()) return;
    const auto text = fittingLabel({QString::number(accuracy * 100, 'f', 1), QString::number(accuracy * 100, 'f', 0)},
                                   cell.width() - 4, fontMetrics());
    const auto color = colors_.at(accuracy);
    const bool whiteReads = contrastRatio(Qt::white, color) > contrastRatio(Qt::black, color);
    painter.setPen(whiteReads ? Qt::white : Qt::black);
    painter.setFont(font());
    painter.drawText(cell, Qt::AlignCenter, text);
}

void MatrixPlot::paintMark(QCPPainter& painter) const {
    if (marked_ && *marked_ >= matrix_.firstTrainedTask() && *marked_ <= matrix_.tasks()) {
        const auto row = pixelRect({*marked_, 1}).united(pixelRect({*marked_, matrix_.tasks()}));
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(palette().color(QPalette::Highlight), 3));
        painter.drawRect(row.adjusted(1.5, 1.5, -1.5, -1.5));
    }
    if (!current_) return;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme().text, 2));
    painter.drawRect(pixelRect(*current_).adjusted(1, 1, -1, -1));
}

} // namespace lightcl
