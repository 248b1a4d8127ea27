// What stands around HeatmapPlot's cells: columns' labels, layers with their sizes, the stages' brackets.
#include "base/units.h"
#include "figures/course.h"
#include "plots/heatmap_plot.h"
#include "plots/text_ticks.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace lightcl {

namespace {

constexpr int kBracketWidth = 15;
constexpr int kLabelGap = 6; ///< between names and cells

QString shortCount(double count) {
    return QString::fromStdString(formatCount(count));
}

/// The columns beside a layer's name.
std::array<QString, 3> sizeTexts(const LayerFacts& facts) {
    return {shortCount(static_cast<double>(facts.parameters)), QString::fromStdString(formatBytes(facts.weightBytes)),
            shortCount(static_cast<double>(facts.operations))};
}

std::array<QString, 3> sizeTitles() {
    return {QObject::tr("parameters"), QObject::tr("weights"), QObject::tr("operations")};
}

bool haveSizes(const std::vector<LayerFacts>& facts) {
    return std::any_of(facts.begin(), facts.end(), [](const LayerFacts& row) { return row.parameters > 0; });
}

} // namespace

int HeatmapPlot::bracketWidth() const {
    return content_.byStage && !content_.rows.empty() ? kBracketWidth : 0;
}

/// The width of one of the columns beside the names.
int HeatmapPlot::sizesWidth() const {
    const QFontMetrics metrics(font());
    int widest = 0;
    for (const auto& title : sizeTitles()) widest = std::max(widest, metrics.horizontalAdvance(title));
    for (const auto& facts : content_.facts)
        for (const auto& text : sizeTexts(facts)) widest = std::max(widest, metrics.horizontalAdvance(text));
    return widest + 10;
}

void HeatmapPlot::layOut() {
    fitMap();
    bool changed = labelRows();
    changed = labelColumns() || changed;
    changed = labelScale() || changed;
    if (changed) drawSoon();
}

bool HeatmapPlot::labelScale() {
    const bool roomForTitle = width() >= 320 && height() >= 150;
    const auto title = roomForTitle ? font() : QFont(font().family(), 1);
    if (scale_->axis()->labelFont() == title) return false;
    scale_->axis()->setLabelFont(title);
    scale_->axis()->setLabelColor(roomForTitle ? theme().text : Qt::transparent);
    return true;
}

bool HeatmapPlot::labelColumns() {
    const auto& columns = grid().columns();
    const bool onlyTasks = taskSpans(columns).size() == columns.size();
    const QFontMetrics metrics(font());
    TextTicks bottom;
    double widest = 0;
    for (const auto& column : columns)
        widest =
            std::max(widest, metrics.horizontalAdvance(QString::fromStdString(positionLabel(column, onlyTasks))) + 8.0);
    for (const auto index : labelledColumns(columns, cellWidth(), widest))
        bottom[static_cast<double>(index)] = QString::fromStdString(positionLabel(columns[index], onlyTasks));
    TextTicks top;
    for (const auto& span : taskSpans(columns)) {
        if (onlyTasks) break;
        const auto label = fittingLabel({tr("Task %1").arg(span.task), QString::number(span.task)},
                                        static_cast<double>(span.count) * cellWidth() - 4, metrics);
        if (!label.isEmpty()) top[static_cast<double>(span.first) + (static_cast<double>(span.count) - 1) / 2] = label;
    }
    const auto bottomTitle = height() < 200 ? QString() : onlyTasks ? tr("after task") : tr("after task.epoch");
    bool changed = false;
    for (std::size_t index = 0; index < panes_.size(); ++index) {
        const auto& pane = panes_[index];
        const auto title =
            metrics.elidedText(content_.panes[index].title, Qt::ElideMiddle, std::max(40, pane.rect->width()));
        changed = changed || pane.x->label() != bottomTitle || pane.top->label() != title;
        pane.x->setLabel(bottomTitle);
        pane.top->setLabel(title);
        changed = setTextTicks(*pane.x, bottom) || changed;
        changed = setTextTicks(*pane.top, top) || changed;
    }
    return changed;
}

/// Room for names, sizes and brackets at the left of the first grid; the grids are equally wide.
bool HeatmapPlot::labelRows() {
    const QFontMetrics metrics(font());
    double widest = 0;
    for (const auto& label : grid().layers())
        widest = std::max(widest, static_cast<double>(metrics.horizontalAdvance(QString::fromStdString(label))));
    constexpr double slack = 6; // texts are a little wider where they are painted than they were measured
    const double names = std::min(widest + slack, std::max(60.0, width() * 0.3));
    const auto count = static_cast<double>(panes_.size());
    const double sizes = 3.0 * sizesWidth();
    const double mapWidth = map_ != nullptr ? map_->outerRect().width() : 0;
    constexpr double scaleWidth = 100; // about
    const bool room =
        content_.sizes && haveSizes(content_.facts) && width() - names - sizes - mapWidth - scaleWidth > 220 * count;
    const int padding = static_cast<int>(std::ceil(names + kLabelGap + bracketWidth() + (room ? sizes : 0)));
    labels_ = names;
    sizes_ = room ? sizes : 0;
    const double each = std::max(20.0, (grids_->rect().width() - mapWidth - padding) / count);
    bool changed = yAxis->padding() != padding;
    yAxis->setPadding(padding);
    for (std::size_t index = 0; index < panes_.size(); ++index) {
        const double share = std::round(index == 0 ? each + padding : each);
        const auto column = static_cast<int>(index);
        if (column >= grids_->columnCount()) break;
        changed = changed || std::abs(grids_->columnStretchFactors().at(column) - share) > 2;
        grids_->setColumnStretchFactor(column, std::max(1.0, share));
    }
    return changed;
}

void HeatmapPlot::paintRowLabels(QCPPainter& painter) const {
    if (grid().empty()) return;
    const QRectF cells(axisRect()->rect());
    painter.setFont(font());
    const auto metrics = painter.fontMetrics();
    const double right = cells.left() - kLabelGap;
    const double sizeWidth = sizes_ / 3;
    const auto text = [&](double rightEdge, double width, double middle, const QString& what, int align) {
        painter.drawText(QRectF(rightEdge - width, middle - metrics.height() / 2.0, width, metrics.height()),
                         align | Qt::AlignVCenter, what);
    };
    const auto step = labelledRowStep(metrics.ascent() + 1, cellHeight());
    for (std::size_t row = 0; row < grid().layers().size(); row += step) {
        const double y = yAxis->coordToPixel(static_cast<double>(row));
        if (y < cells.top() || y > cells.bottom()) continue;
        painter.setPen(theme().text);
        const auto name = metrics.elidedText(QString::fromStdString(grid().layers()[row]), Qt::ElideMiddle,
                                             static_cast<int>(std::ceil(labels_)));
        text(right - sizes_, labels_, y, name, sizes_ > 0 ? Qt::AlignLeft : Qt::AlignRight);
        if (sizes_ <= 0 || row >= content_.facts.size()) continue;
        painter.setPen(theme().mutedText);
        const auto texts = sizeTexts(content_.facts[row]);
        for (std::size_t column = 0; column < texts.size(); ++column)
            text(right - sizeWidth * static_cast<double>(texts.size() - 1 - column), sizeWidth, y, texts[column],
                 Qt::AlignRight);
    }
    if (sizes_ > 0) {
        painter.setPen(theme().mutedText);
        const auto titles = sizeTitles();
        for (std::size_t column = 0; column < titles.size(); ++column)
            text(right - sizeWidth * static_cast<double>(titles.size() - 1 - column), sizeWidth,
                 cells.top() - metrics.height() / 2.0 - 3, titles[column], Qt::AlignRight);
    }
    for (std::size_t row = 0; row < content_.frozenRows.size(); ++row) {
        if (!content_.frozenRows[row]) continue;
        const auto place = pixelRect(0, {row, 0}, {row, 0});
        const QRectF mark(cells.left() - kLabelGap + 2, place.top() + 1, 3, std::max(1.0, place.height() - 2));
        painter.fillRect(mark.intersected(QRectF(0, cells.top(), cells.left(), cells.height())),
                         readable(QColor::fromRgb(kYesNoRgb[1]), theme(), 3));
    }
}

/// A bracket for each stage, with a triangle that says whether its layers are shown.
void HeatmapPlot::paintBrackets(QCPPainter& painter) const {
    if (bracketWidth() == 0 || grid().empty()) return;
    const QRectF cells(axisRect()->rect());
    const double x = cells.left() - yAxis->padding() + 7;
    for (const auto& span : stageSpans(content_.rows)) {
        if (span.count == 1 && !span.folded) continue;
        const auto rows = pixelRect(0, {span.first, 0}, {span.first + span.count - 1, 0});
        const double top = std::max(cells.top(), rows.top() + 3);
        const double bottom = std::min(cells.bottom(), rows.bottom() - 3);
        if (bottom - top < 4) continue;
        painter.setPen(QPen(theme().axis, 1));
        if (!span.folded) {
            painter.drawLine(QLineF(x, top, x, bottom));
            painter.drawLine(QLineF(x, top, x + 4, top));
            painter.drawLine(QLineF(x, bottom, x + 4, bottom));
        }
        const double middle = (top + bottom) / 2;
        painter.setAntialiasing(true);
        painter.setPen(QPen(theme().background, 2));
        painter.setBrush(theme().mutedText);
        painter.drawPolygon(span.folded ? QPolygonF({{x - 3, middle - 5}, {x + 4, middle}, {x - 3, middle + 5}})
                                        : QPolygonF({{x - 5, middle - 3}, {x + 5, middle - 3}, {x, middle + 4}}));
        painter.setAntialiasing(false);
    }
}

QPointF HeatmapPlot::bracketPixel(const std::string& stage) const {
    const QRectF cells(axisRect()->rect());
    for (const auto& span : stageSpans(content_.rows)) {
        if (span.stage != stage) continue;
        const auto rows = pixelRect(0, {span.first, 0}, {span.first + span.count - 1, 0});
        return {cells.left() - yAxis->padding() + 7,
                (std::max(cells.top(), rows.top()) + std::min(cells.bottom(), rows.bottom())) / 2};
    }
    return {};
}

std::optional<std::string> HeatmapPlot::bracketAt(QPointF pos) const {
    const double left = axisRect()->left() - yAxis->padding();
    if (bracketWidth() == 0 || pos.x() < left - 2 || pos.x() > left + bracketWidth()) return std::nullopt;
    const auto cell = grid().cellAt(0, yAxis->pixelToCoord(pos.y()));
    if (!cell || cell->row >= content_.rows.size() ||
        !axisRect()->rect().contains(axisRect()->center().x(), static_cast<int>(pos.y())))
        return std::nullopt;
    const auto& row = content_.rows[cell->row];
    const auto spans = stageSpans(content_.rows);
    const auto span = std::find_if(spans.begin(), spans.end(),
                                   [&](const StageSpan& one) { return one.stageIndex == row.stageIndex; });
    return span->folded || span->count > 1 ? std::optional(row.stage) : std::nullopt;
}

} // namespace lightcl
