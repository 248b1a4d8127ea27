#include "export/figure_dress.h"

#include <QScrollArea>
#include <QScrollBar>
#include <algorithm>
#include <array>
#include <cmath>

namespace lightcl {

namespace {

/// The scroll area of which the plot is the content.
QScrollArea* scrollAreaOf(const Plot& plot) {
    auto* viewport = plot.parentWidget();
    auto* area = viewport != nullptr ? qobject_cast<QScrollArea*>(viewport->parentWidget()) : nullptr;
    return area != nullptr && area->widget() == &plot ? area : nullptr;
}

/// The font's height in the plot's units: Qt's fonts have whole ones.
int unitsHigh(const Plot& plot, const FigureStyle& style) {
    return std::max(1, static_cast<int>(std::lround(style.points * plot.logicalDpiX() / 72)));
}

/// Letters stand where their shape wants them, not where a screen's pixels are.
QFont figureFont(const Plot& plot, const FigureStyle& style) {
    QFont font = plot.font();
    if (!style.family.isEmpty()) font.setFamilies({style.family});
    font.setPixelSize(unitsHigh(plot, style));
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

bool isNumber(const QString& text) {
    bool number = false;
    QLocale::c().toDouble(text, &number);
    return number;
}

} // namespace

FigureDress::FigureDress(Plot& plot, const FigureStyle& style, const FigureTexts& texts)
    : plot_(plot), perInch_(72 * unitsHigh(plot, style) / style.points), size_(style.sizeInUnits(perInch_)),
      theme_(plot.theme()), font_(plot.font()), ownFont_(plot.testAttribute(Qt::WA_SetFont)), formerSize_(plot.size()),
      formerMinimum_(plot.minimumSize()), formerMaximum_(plot.maximumSize()), scroll_(scrollAreaOf(plot)),
      updates_(plot.updatesEnabled()), legendShare_(plot.legendShare()),
      keepsLabels_(plot.plottingHints().testFlag(QCP::phCacheLabels)) {
    if (scroll_ != nullptr) scrolledTo_ = scroll_->verticalScrollBar()->value();
    plot_.setUpdatesEnabled(false);
    plot_.layer("overlay")->setVisible(false);
    // Axes measure labels by those that they keep as pictures, also when the font has changed since.
    plot_.setPlottingHint(QCP::phCacheLabels, false);
    putOn(style);
    if (style.title) addTitle();
    settle();
    if (style.palette == FigurePalette::Grey) tellApartInGrey();
    replaceTexts(texts);
}

FigureDress::~FigureDress() {
    for (const auto& [axis, label] : labels_) axis->setLabel(label);
    for (const auto& [plottable, name] : names_) plottable->setName(name);
    for (const auto& [ticker, ticks] : ticks_) ticker->setTicks(ticks);
    if (title_ != nullptr) {
        plot_.plotLayout()->remove(title_);
        plot_.plotLayout()->simplify();
    }
    plot_.setLegendShare(legendShare_);
    plot_.setMinimumSize(formerMinimum_);
    plot_.setMaximumSize(formerMaximum_);
    plot_.resize(formerSize_);
    plot_.setViewport(plot_.rect());
    plot_.setFont(ownFont_ ? font_ : QFont());
    plot_.setTheme(theme_);
    plot_.redress();
    plot_.layer("overlay")->setVisible(true);
    plot_.setPlottingHint(QCP::phCacheLabels, keepsLabels_);
    settle();
    if (scroll_ != nullptr) scroll_->verticalScrollBar()->setValue(scrolledTo_);
    plot_.setUpdatesEnabled(updates_);
}

void FigureDress::putOn(const FigureStyle& style) {
    if (style.palette != FigurePalette::Screen) plot_.setTheme(PlotTheme::print());
    plot_.setFont(figureFont(plot_, style));
    // On paper nothing tells curves apart but their names, and who asks for them has seen the preview.
    plot_.setLegendShare(style.legend ? 0.6 : 0);
    // A plot in a scroll area keeps no other size; one that is hidden is not told of its size.
    plot_.setFixedSize(size_);
    plot_.setViewport(QRect(QPoint(0, 0), size_));
    plot_.redress();
}

void FigureDress::addTitle() {
    auto bold = plot_.font();
    bold.setBold(true);
    const QFontMetrics metrics(bold);
    auto* layout = plot_.plotLayout();
    layout->insertRow(0);
    title_ = new QCPTextElement(&plot_, plot_.accessibleName(), bold);
    title_->setTextColor(plot_.theme().text);
    title_->setMargins({4, 2, 4, 2});
    layout->addElement(0, 0, title_);
    layout->setRowStretchFactor(0, 0.001);
    // A wide one must not widen the figure.
    title_->setText(metrics.elidedText(plot_.accessibleName(), Qt::ElideRight, size_.width() - 12));
    found_ << plot_.accessibleName();
}

/// Plots choose labels by the room that the last drawing found.
void FigureDress::settle() {
    constexpr int passes = 4;
    for (int pass = 0; pass < passes; ++pass) plot_.replot(QCustomPlot::rpQueuedRefresh);
}

/// Curves by dashes and by how dark they are, bars by greys from dark to light with an edge.
void FigureDress::tellApartInGrey() {
    constexpr std::array levels = {20, 90, 150};
    const std::array<QList<qreal>, 4> dashes = {QList<qreal>{}, {4, 2}, {1, 2}, {6, 2, 1, 2}};
    std::size_t curve = 0;
    for (int index = 0; index < plot_.graphCount(); ++index) {
        auto* graph = plot_.graph(index);
        QPen pen = graph->pen();
        if (pen.style() == Qt::NoPen) continue;
        const int level = levels[curve % levels.size()];
        pen.setColor(QColor(level, level, level));
        pen.setCapStyle(Qt::FlatCap);
        if (!dashes[curve % dashes.size()].isEmpty()) pen.setDashPattern(dashes[curve % dashes.size()]);
        graph->setPen(pen);
        auto dots = graph->scatterStyle();
        if (dots.shape() != QCPScatterStyle::ssNone) {
            dots.setPen(QPen(pen.color()));
            dots.setBrush(pen.color());
            graph->setScatterStyle(dots);
        }
        ++curve;
    }
    std::vector<QCPBars*> bars;
    for (int index = 0; index < plot_.plottableCount(); ++index)
        if (auto* found = qobject_cast<QCPBars*>(plot_.plottable(index))) bars.push_back(found);
    for (std::size_t index = 0; index < bars.size(); ++index) {
        const int level = 60 + static_cast<int>(180 * index / std::max<std::size_t>(1, bars.size() - 1));
        bars[index]->setBrush(QBrush(QColor(level, level, level), bars[index]->brush().style()));
        bars[index]->setPen(QPen(QColor(20, 20, 20), 0.75));
    }
}

bool FigureDress::leavesOutLegend() const {
    return plot_.legendShare() > 0 && plot_.legend->itemCount() > 0 && !plot_.legend->visible();
}

QString FigureDress::replaced(const QString& text, const FigureTexts& texts) {
    if (!text.isEmpty() && !isNumber(text) && !found_.contains(text)) found_ << text;
    return texts.value(text, text);
}

void FigureDress::replaceTexts(const FigureTexts& texts) {
    if (title_ != nullptr && texts.contains(plot_.accessibleName())) title_->setText(texts[plot_.accessibleName()]);
    std::vector<QCPAxis*> axes;
    for (auto* rect : plot_.axisRects())
        for (auto* axis : rect->axes())
            if (axis->visible()) axes.push_back(axis);
    for (auto* element : plot_.plotLayout()->elements(true))
        if (auto* scale = qobject_cast<QCPColorScale*>(element)) axes.push_back(scale->axis());
    for (auto* axis : axes) {
        labels_.push_back({axis, axis->label()});
        axis->setLabel(replaced(axis->label(), texts));
    }
    for (int index = 0; index < plot_.legend->itemCount(); ++index) {
        auto* item = qobject_cast<QCPPlottableLegendItem*>(plot_.legend->item(index));
        if (item == nullptr) continue;
        names_.push_back({item->plottable(), item->plottable()->name()});
        item->plottable()->setName(replaced(item->plottable()->name(), texts));
    }
    for (auto* axis : axes)
        if (axis->tickLabels()) replaceTicks(*axis, texts);
    if (!names_.empty()) plot_.fitLegend();
}

void FigureDress::replaceTicks(QCPAxis& axis, const FigureTexts& texts) {
    const auto ticker = axis.ticker().dynamicCast<QCPAxisTickerText>();
    if (!ticker) return;
    const auto former = ticker->ticks();
    ticks_.push_back({ticker, former});
    QMap<double, QString> shown;
    for (auto tick = former.begin(); tick != former.end(); ++tick) shown[tick.key()] = replaced(tick.value(), texts);
    ticker->setTicks(shown);
}

FigureStyle styleOnScreen(const Plot& plot) {
    FigureStyle style;
    style.widthCm = plot.width() * 2.54 / plot.logicalDpiX();
    style.heightCm = plot.height() * 2.54 / plot.logicalDpiY();
    style.points = plot.fontInfo().pointSizeF();
    style.resolution = plot.logicalDpiX();
    return style;
}

} // namespace lightcl
