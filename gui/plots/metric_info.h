#pragma once

#include "reading/run_data.h"

#include <QString>
#include <string>
#include <vector>

namespace lightcl {

/// How a layer metric is named, explained and scaled.
struct MetricInfo {
    std::string name; ///< as in the store: "learning_plasticity"
    QString title;
    QString definition;   ///< one line
    bool bounded = false; ///< its scale is always [0,1]; else it follows the data, linear or logarithmic
};

/// What is known of the metric; an unknown one is shown under its own name, unbounded.
MetricInfo metricInfo(const std::string& name);

/// The metrics that have rows in the run: the known ones in their usual order, then others by name.
std::vector<std::string> metricNames(const RunData& run);

/// A value for people: three decimals for a bounded metric, else three significant digits; "-" when there is none.
QString metricText(const MetricInfo& metric, double value);

} // namespace lightcl
