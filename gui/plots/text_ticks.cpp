#include "plots/text_ticks.h"

#include <qcustomplot.h>

namespace lightcl {

bool setTextTicks(QCPAxis& axis, const TextTicks& ticks) {
    const auto ticker = qSharedPointerDynamicCast<QCPAxisTickerText>(axis.ticker());
    if (!ticker || ticker->ticks() == ticks) return false;
    ticker->setTicks(ticks);
    return true;
}

QString fittingLabel(const QStringList& labels, double pixels, const QFontMetrics& metrics) {
    for (const auto& label : labels)
        if (metrics.horizontalAdvance(label) <= pixels) return label;
    return {};
}

} // namespace lightcl
