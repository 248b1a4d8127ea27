#pragma once

#include <QFontMetrics>
#include <QMap>
#include <QStringList>

class QCPAxis;

namespace lightcl {

/// Labels by their place on an axis.
using TextTicks = QMap<double, QString>;

/// Gives the axis these labels instead of what it had; whether that changed anything. The axis' ticker must be a
/// QCPAxisTickerText.
bool setTextTicks(QCPAxis& axis, const TextTicks& ticks);

/// The first of the labels, from long to short, that is no wider than `pixels`; empty when none is.
QString fittingLabel(const QStringList& labels, double pixels, const QFontMetrics& metrics);

} // namespace lightcl
