#pragma once

#include <QProxyStyle>

namespace lightcl {

/// Qt's Fusion style, whose empty boxes and buttons to tick vanish on a dark ground: here they have an outline of at
/// least 3 : 1 in every palette. On black, fields, buttons and lists have one too.
class OutlinedStyle : public QProxyStyle {
    Q_OBJECT
public:
    OutlinedStyle();

    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                            const QWidget* widget) const override;
};

} // namespace lightcl
