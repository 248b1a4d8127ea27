#include "plots/task_bars_plot.h"

#include "figures/course.h"
#include "plots/painted_layer.h"
#include "plots/text_ticks.h"

#include <QLineF>
#include <algorithm>
#include <cmath>
#include <utility>

namespace lightcl {

TaskBarsPlot::TaskBarsPlot(QWidget* parent) : Plot(parent) {
    setInteractions({});
    xAxis->setTicker(QSharedPointer<QCPAxisTickerText>::create());
    xAxis->setLabel(tr("task"));
    xAxis->grid()->setVisible(false);
    xAxis->setTickLength(0, 0);
    xAxis->setSubTicks(false);
    yAxis->setNumberFormat("gbc");
    new PaintedLayer(*axisRect(), "main", [this](QCPPainter& painter) {
        paintPoints(painter);
        paintLevels(painter);
    });
    new PaintedLayer(*axisRect(), "overlay", [this](QCPPainter& painter) { paintMark(painter); });
    layer("overlay")->setMode(QCPLayer::lmBuffered);
    placeLegendBelow();
    connect(this, &Plot::pointerAt, this, [this](QPointF pos) { setCurrent(placeAt(pos)); });
    connect(this, &Plot::pointerLeft, this, [this] { setCurrent(std::nullopt); });
    connect(this, &Plot::stepped, this, &TaskBarsPlot::step);
    connect(this, &Plot::picked, this, [this] {
        if (current_) emit taskChosen(current_->task);
    });
    connect(this, &Plot::themed, this, &TaskBarsPlot::recolor);
    connect(this, &QCustomPlot::afterLayout, this, &TaskBarsPlot::labelTasks);
    recolor();
}

void TaskBarsPlot::show(TaskBars bars) {
    bars_ = std::move(bars);
    if (current_ && (current_->task > bars_.tasks || current_->series >= bars_.series.size())) setCurrent(std::nullopt);
    yAxis->setLabel(QString::fromStdString(bars_.axis));
    const auto [low, high] = bars_.range().value_or(std::pair(0.0, 1.0));
    const double margin = high > low ? 0.05 * (high - low) : 1;
    xAxis->setRange(0, bars_.tasks);
    yAxis->setRange(low < 0 ? low - margin : 0, high > 0 || low == 0 ? high + margin : 0);
    fillBars();
    labelTasks();
    drawSoon();
}

QColor TaskBarsPlot::colorOf(std::size_t series) const {
    return readable(toQColor(bars_.series[series].color), theme());
}

void TaskBarsPlot::fillBars() {
    legend->clearItems();
    clearPlottables();
    for (std::size_t series = 0; series < bars_.series.size(); ++series) {
        QVector<double> keys;
        QVector<double> values;
        for (int task = 1; task <= bars_.tasks; ++task)
            if (const auto bar = bars_.series[series].bar(task)) {
                keys << barPlace(task, series, bars_.series.size()).middle;
                values << bar->mean;
            }
        auto* drawn = new QCPBars(xAxis, yAxis);
        const QColor color = colorOf(series);
        drawn->setName(QString::fromStdString(bars_.series[series].name));
        drawn->setPen(QPen(color, 1));
        drawn->setBrush(bars_.series[series].hatched ? QBrush(color, Qt::BDiagPattern)
                                                     : QBrush(mix(theme().background, color, 0.8)));
        drawn->setAntialiased(false);
        drawn->setWidth(barPlace(1, series, bars_.series.size()).width * 0.9);
        drawn->setData(keys, values);
        drawn->addToLegend();
    }
    addLevelsToLegend();
    fitLegend();
}

/// The legend shows plottables only: a graph without data stands for the lines of each name.
void TaskBarsPlot::addLevelsToLegend() {
    std::vector<std::string> names;
    for (const auto& series : bars_.series)
        if (series.levels.size() > names.size()) {
            names.clear();
            for (const auto& [name, level] : series.levels) names.push_back(name);
        }
    for (std::size_t level = 0; level < names.size(); ++level) {
        auto* line = addGraph();
        line->setName(tr("%1, of all tasks").arg(QString::fromStdString(names[level])));
        line->setPen(QPen(theme().text, 1.5, level == 0 ? Qt::DashLine : Qt::DotLine));
        line->addToLegend();
    }
}

void TaskBarsPlot::recolor() {
    xAxis->setTickPen(Qt::NoPen);
    fillBars();
    drawSoon();
}

void TaskBarsPlot::labelTasks() {
    std::vector<RunPosition> tasks;
    for (int task = 1; task <= bars_.tasks; ++task) tasks.push_back({task, 1});
    TextTicks ticks;
    for (const auto index : labelledColumns(tasks, axisRect()->width() / std::max(1.0, xAxis->range().size()),
                                            fontMetrics().horizontalAdvance("00") + 8.0))
        ticks[static_cast<double>(index) + 0.5] = QString::number(tasks[index].task);
    if (setTextTicks(*xAxis, ticks)) drawSoon();
}

/// As wide as the bar and as high as the plot.
QRectF TaskBarsPlot::column(Place place) const {
    const auto [middle, width] = barPlace(place.task, place.series, bars_.series.size());
    return {QPointF(xAxis->coordToPixel(middle - width / 2), axisRect()->top()),
            QPointF(xAxis->coordToPixel(middle + width / 2), axisRect()->bottom())};
}

QPointF TaskBarsPlot::pixelOf(Place place) const {
    return column(place).center();
}

std::optional<TaskBarsPlot::Place> TaskBarsPlot::placeAt(QPointF pos) const {
    if (!axisRect()->rect().contains(pos.toPoint())) return std::nullopt;
    const int task = static_cast<int>(std::floor(xAxis->pixelToCoord(pos.x()))) + 1;
    for (std::size_t series = 0; series < bars_.series.size(); ++series)
        if (task >= 1 && task <= bars_.tasks && column({task, series}).contains(pos)) return Place{task, series};
    return std::nullopt;
}

void TaskBarsPlot::setCurrent(std::optional<Place> place) {
    if (place == current_) return;
    current_ = place;
    emit placeChanged();
    redrawLayer("overlay");
}

/// Left and right from bar to bar, up and down from task to task.
void TaskBarsPlot::step(int dx, int dy) {
    if (bars_.series.empty()) return;
    if (!current_) return setCurrent(Place{});
    const auto count = std::ssize(bars_.series);
    const auto last = bars_.tasks * count - 1;
    const auto now = (current_->task - 1) * count + static_cast<std::ptrdiff_t>(current_->series);
    const auto next = std::clamp<std::ptrdiff_t>(now + dx, 0, last);
    Place place{static_cast<int>(next / count) + 1, static_cast<std::size_t>(next % count)};
    place.task = std::clamp(place.task + dy, 1, bars_.tasks);
    setCurrent(place);
}

void TaskBarsPlot::setMarkedTask(int task) {
    if (task == markedTask_) return;
    markedTask_ = task;
    redrawLayer("overlay");
}

void TaskBarsPlot::mousePressEvent(QMouseEvent* event) {
    pressedAt_ = event->position();
    Plot::mousePressEvent(event);
}

void TaskBarsPlot::mouseReleaseEvent(QMouseEvent* event) {
    Plot::mouseReleaseEvent(event);
    if (event->button() != Qt::LeftButton || (event->position() - pressedAt_).manhattanLength() > 4) return;
    if (const auto place = placeAt(event->position())) emit taskChosen(place->task);
}

/// Points stand beside each other in turn, or equal ones would be seen as one.
void TaskBarsPlot::paintPoints(QCPPainter& painter) const {
    painter.setAntialiasing(true);
    for (std::size_t series = 0; series < bars_.series.size(); ++series)
        for (int task = 1; task <= bars_.tasks; ++task) {
            const auto bar = bars_.series[series].bar(task);
            if (!bar) continue;
            const QRectF place = column({task, series});
            const double middle = place.center().x();
            painter.setPen(QPen(theme().text, 1.5));
            if (bar->sd)
                painter.drawLine(QLineF(middle, yAxis->coordToPixel(bar->mean - *bar->sd), middle,
                                        yAxis->coordToPixel(bar->mean + *bar->sd)));
            const auto& values = bars_.series[series].values[static_cast<std::size_t>(task) - 1];
            const double ring = std::clamp(place.width() / 8, 1.5, 3.0);
            painter.setPen(QPen(theme().text, 1));
            painter.setBrush(theme().background);
            for (std::size_t at = 0; at < values.size() && bar->count > 1; ++at) {
                if (!values[at]) continue;
                const double aside = (static_cast<double>(at % 3) - 1) * place.width() / 5;
                painter.drawEllipse(QPointF(middle + aside, yAxis->coordToPixel(*values[at])), ring, ring);
            }
        }
    painter.setPen(QPen(theme().axis, 1));
    const double zero = std::round(yAxis->coordToPixel(0));
    painter.drawLine(QLineF(axisRect()->left(), zero, axisRect()->right(), zero));
}

/// The first level dashed, the next dotted.
void TaskBarsPlot::paintLevels(QCPPainter& painter) const {
    for (std::size_t series = 0; series < bars_.series.size(); ++series) {
        Qt::PenStyle style = Qt::DashLine;
        for (const auto& [name, level] : bars_.series[series].levels) {
            painter.setPen(QPen(colorOf(series), 1.5, std::exchange(style, Qt::DotLine)));
            const double y = yAxis->coordToPixel(level);
            painter.drawLine(QLineF(axisRect()->left(), y, axisRect()->right(), y));
        }
    }
}

void TaskBarsPlot::paintMark(QCPPainter& painter) const {
    painter.setBrush(Qt::NoBrush);
    if (markedTask_ >= 1 && markedTask_ <= bars_.tasks && !bars_.series.empty()) {
        const double from = xAxis->coordToPixel(markedTask_ - 0.95);
        const double to = xAxis->coordToPixel(markedTask_ - 0.05);
        painter.setPen(QPen(palette().color(QPalette::Highlight), 3));
        painter.drawLine(QLineF(from, axisRect()->bottom() - 1, to, axisRect()->bottom() - 1));
    }
    if (!current_) return;
    painter.setPen(QPen(theme().highlight, 1));
    painter.drawRect(column(*current_).adjusted(0, 1, -1, -1));
}

} // namespace lightcl
