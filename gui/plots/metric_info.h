#pragma once

#include "catalog/layer_metric.h"
#include "runs/layer_metrics.h"

#include <QColor>
#include <QString>
#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace lightcl {

/// A layer metric's title, explanation and scale for the window: those of kLayerMetrics.
struct MetricInfo {
    std::string name; ///< as in the store: "learning_plasticity"
    QString title;
    QString definition; ///< the formula in words, one line
    QString source;     ///< whose formula it is, one line
    MetricScale scale;
    QColor color;
    std::array<QString, 2> words; ///< of a metric that is 0 or 1; else empty
    bool bounded = false;         ///< it ends at 1, and has no logarithmic scale

    [[nodiscard]] bool isYesNo() const { return !words[1].isEmpty(); }
};

/// What the list says of the metric; one that it lacks (of a store that another version wrote) is shown under its own
/// name on a linear scale.
MetricInfo metricInfo(const std::string& name);

/// The metrics that have rows in the run: those of the list in its order, then others by name.
std::vector<std::string> metricNames(const LayerMetrics& measured);

/// Title, formula and source in three lines, for a tooltip.
QString metricHelp(const MetricInfo& metric);

/// A value for people: a word for a metric that is 0 or 1, three decimals for a bounded metric, else three significant
/// digits; "-" when there is none.
QString metricText(const MetricInfo& metric, double value);

} // namespace lightcl
