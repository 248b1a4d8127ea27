#include "widgets/outlined_style.h"

#include "plots/plot_theme.h"

#include <QPainter>
#include <QStyleFactory>
#include <QStyleOption>

namespace lightcl {

namespace {

enum class OutlineShape { Box, Circle };

void drawOutline(QPainter& painter, const QStyleOption& option, double share, OutlineShape shape) {
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    const auto group = enabled ? QPalette::Active : QPalette::Disabled;
    const QColor line =
        mix(option.palette.color(group, QPalette::Window), option.palette.color(group, QPalette::Text), share);
    const QRectF frame = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, shape == OutlineShape::Circle);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(line, 1));
    shape == OutlineShape::Box ? painter.drawRect(frame) : painter.drawEllipse(frame);
    painter.restore();
}

/// Fusion's own lines are darker than the ground.
bool isBlack(const QStyleOption& option) {
    return option.palette.color(QPalette::Window).lightness() == 0;
}

constexpr double kStrong = 0.7;

} // namespace

OutlinedStyle::OutlinedStyle() : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))) {}

void OutlinedStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                                  const QWidget* widget) const {
    QProxyStyle::drawPrimitive(element, option, painter, widget);
    switch (element) {
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        return drawOutline(*painter, *option, kStrong, OutlineShape::Box);
    case PE_IndicatorRadioButton:
        return drawOutline(*painter, *option, kStrong, OutlineShape::Circle);
    case PE_FrameLineEdit:
    case PE_PanelButtonCommand:
    case PE_PanelButtonTool:
    case PE_Frame:
        if (isBlack(*option)) drawOutline(*painter, *option, kStrong, OutlineShape::Box);
        return;
    default:
        return;
    }
}

void OutlinedStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                                       const QWidget* widget) const {
    QProxyStyle::drawComplexControl(control, option, painter, widget);
    const bool isField = control == CC_SpinBox || control == CC_ComboBox;
    if (isField && isBlack(*option)) drawOutline(*painter, *option, kStrong, OutlineShape::Box);
}

} // namespace lightcl
