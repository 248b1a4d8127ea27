#include "moment/moment_slider.h"

#include "figures/course.h"

#include <QPainter>
#include <QSlider>
#include <QStyleOptionSlider>
#include <QVBoxLayout>
#include <algorithm>

namespace lightcl {

namespace {

constexpr int kTick = 4; ///< pixels

/// Tells its option, which is the style's own affair otherwise.
class PlainSlider : public QSlider {
public:
    using QSlider::QSlider;
    [[nodiscard]] QStyleOptionSlider option() const {
        QStyleOptionSlider option;
        initStyleOption(&option);
        return option;
    }
};

} // namespace

MomentSlider::MomentSlider(QWidget* parent) : QWidget(parent), slider_(new PlainSlider(Qt::Horizontal, this)) {
    slider_->setPageStep(1);
    slider_->setMinimumWidth(80);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, fontMetrics().height() + kTick - 2);
    column->setSpacing(0);
    column->addWidget(slider_);
    setMoments({});
}

void MomentSlider::setMoments(const std::vector<RunPosition>& moments) {
    moments_ = moments;
    slider_->setRange(0, std::max(0, static_cast<int>(moments.size()) - 1));
    setEnabled(moments.size() > 1);
    update();
}

double MomentSlider::pixelOf(double place) const {
    const auto option = static_cast<const PlainSlider*>(slider_)->option();
    const auto part = [&](QStyle::SubControl control) {
        return slider_->style()->subControlRect(QStyle::CC_Slider, &option, control, slider_);
    };
    const QRect groove = part(QStyle::SC_SliderGroove);
    const int handle = part(QStyle::SC_SliderHandle).width();
    const double steps = std::max(1, slider_->maximum());
    return slider_->x() + groove.x() + handle / 2.0 + place / steps * (groove.width() - handle);
}

/// A task reaches from half a moment before its first to half a one after its last.
void MomentSlider::paintEvent(QPaintEvent* /*event*/) {
    if (moments_.size() < 2) return;
    QPainter painter(this);
    painter.setPen(palette().color(isEnabled() ? QPalette::Active : QPalette::Disabled, QPalette::WindowText));
    const int top = slider_->geometry().bottom() + 1;
    double labelled = -1;
    for (const TaskSpan& span : taskSpans(moments_)) {
        const double from = std::max(0.0, pixelOf(static_cast<double>(span.first) - 0.5));
        const double to = std::min<double>(width(), pixelOf(static_cast<double>(span.first + span.count) - 0.5));
        if (span.first > 0) painter.drawLine(QLineF(from, top - kTick, from, height() - 2));
        const QString full = tr("Task %1").arg(span.task);
        const QString label = fontMetrics().horizontalAdvance(full) + 8 < to - from ? full : QString::number(span.task);
        const double middle = (from + to) / 2;
        const double half = fontMetrics().horizontalAdvance(label) / 2.0 + 2;
        if (middle - half < labelled) continue;
        painter.drawText(QRectF(middle - half, top, 2 * half, height() - top), Qt::AlignCenter, label);
        labelled = middle + half;
    }
}

} // namespace lightcl
