#include "plots/log_ticks.h"

#include <cmath>
#include <initializer_list>

namespace lightcl {

namespace {

QVector<double> multiples(const QCPRange& range, std::initializer_list<double> factors, int step) {
    QVector<double> ticks;
    const double slack = 1e-9; // a tick at the very end of the range counts
    const int first = static_cast<int>(std::floor(std::log10(range.lower)));
    const int last = static_cast<int>(std::ceil(std::log10(range.upper)));
    for (int power = first; power <= last; ++power) {
        if (power % step != 0) continue;
        for (const double factor : factors) {
            const double tick = factor * std::pow(10.0, power);
            if (tick >= range.lower * (1 - slack) && tick <= range.upper * (1 + slack)) ticks << tick;
        }
    }
    return ticks;
}

} // namespace

QVector<double> LogTicks::within(const QCPRange& range, int count) {
    if (!(range.lower > 0) || !(range.upper >= range.lower) || !std::isfinite(range.upper)) return {};
    QVector<double> ticks;
    for (const auto factors : {std::initializer_list<double>{1, 2, 5}, {1, 3}}) {
        ticks = multiples(range, factors, 1);
        if (ticks.size() <= count + 2) return ticks;
    }
    for (int step = 1; step <= 600; ++step) {
        ticks = multiples(range, {1}, step);
        if (ticks.size() <= count + 2) break;
    }
    return ticks;
}

QVector<double> LogTicks::createTickVector(double tickStep, const QCPRange& range) {
    constexpr qsizetype kFew = 3;
    const auto ticks = within(range, tickCount());
    // So narrow a range has too few of them to be read by: evenly spaced values then.
    return ticks.size() < kFew && range.lower > 0 ? QCPAxisTicker::createTickVector(tickStep, range) : ticks;
}

int LogTicks::getSubTickCount(double /*tickStep*/) {
    return 0;
}

void setAxisScale(QCPAxis& axis, bool logarithmic) {
    axis.setScaleType(logarithmic ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    if (logarithmic)
        axis.setTicker(QSharedPointer<LogTicks>::create());
    else
        axis.setTicker(QSharedPointer<QCPAxisTicker>::create());
    axis.setNumberFormat("gbc");
    axis.setNumberPrecision(3);
}

} // namespace lightcl
