#pragma once

#include <qcustomplot.h>

namespace lightcl {

/// Ticks of a logarithmic axis at 1, 2 and 5 times the powers of ten, thinned to 1 and 3, powers alone or some of them
/// when there would be more than the tick count. A narrow range that has fewer than three gets evenly spaced ones.
class LogTicks : public QCPAxisTicker {
public:
    /// The ticks within the range, which must be positive: empty otherwise.
    static QVector<double> within(const QCPRange& range, int count);

protected:
    QVector<double> createTickVector(double tickStep, const QCPRange& range) override;
    int getSubTickCount(double tickStep) override;
};

/// Gives the axis a logarithmic or a linear scale, with ticks and numbers that suit it.
void setAxisScale(QCPAxis& axis, bool logarithmic);

} // namespace lightcl
