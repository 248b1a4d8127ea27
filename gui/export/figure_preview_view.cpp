#include "export/figure_preview_view.h"

#include "plots/plot_theme.h"

#include <QPainter>

namespace lightcl {

namespace {

constexpr int kPreviewMargin = 12;

} // namespace

FigurePreviewView::FigurePreviewView(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setAccessibleName(tr("Preview of the figure"));
    setToolTip(tr("How the figure will come out; its size on paper stands below"));
}

QSize FigurePreviewView::room() const {
    const QSize inside = size() - QSize(2 * kPreviewMargin, 2 * kPreviewMargin);
    return (inside.expandedTo({40, 40}).toSizeF() * devicePixelRatioF()).toSize();
}

void FigurePreviewView::showFigure(const QImage& image) {
    image_ = image;
    image_.setDevicePixelRatio(devicePixelRatioF());
    text_.clear();
    update();
}

void FigurePreviewView::showText(const QString& text) {
    image_ = {};
    text_ = text;
    update();
}

void FigurePreviewView::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    const auto desk = mix(palette().color(QPalette::Window), palette().color(QPalette::WindowText), 0.12);
    painter.fillRect(rect(), desk);
    if (image_.isNull()) {
        painter.setPen(palette().color(QPalette::WindowText));
        painter.drawText(rect().adjusted(kPreviewMargin, 0, -kPreviewMargin, 0), Qt::AlignCenter | Qt::TextWordWrap,
                         text_);
        return;
    }
    QRectF paper({}, image_.deviceIndependentSize());
    paper.moveCenter(QRectF(rect()).center());
    painter.drawImage(paper.topLeft(), image_);
    painter.setPen(mix(desk, palette().color(QPalette::WindowText), 0.3));
    painter.drawRect(paper.adjusted(-1, -1, 0, 0));
}

void FigurePreviewView::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    emit resized();
}

} // namespace lightcl
