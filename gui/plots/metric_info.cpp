#include "plots/metric_info.h"

#include <QObject>
#include <algorithm>
#include <cmath>
#include <set>

namespace lightcl {

namespace {

std::vector<MetricInfo> knownMetrics() {
    return {
        {"learning_plasticity", QObject::tr("Learning plasticity"),
         QObject::tr(
             "mean over probe batches of |gradient| / |weights|: how strongly the task asks the layer to change"),
         false},
        {"memory_stability", QObject::tr("Memory stability"),
         QObject::tr("how little the layer's features of earlier tasks moved since each ended; 1 = nothing moved"),
         true},
        {"generalizability", QObject::tr("Generalizability"),
         QObject::tr("memory stability x (1 - plasticity / the largest plasticity): high = safe to freeze"), true},
        {"gradient_norm", QObject::tr("Raw gradient"),
         QObject::tr("norm of the layer's weight gradient, mean over probe batches"), false},
        {"relative_weight_change", QObject::tr("Relative weight change"),
         QObject::tr("norm of the change of the layer's weights, relative to the weights"), false},
        {"linear_cka", QObject::tr("Linear CKA"),
         QObject::tr(
             "linear centred kernel alignment of the features of earlier tasks, then and now; 1 = same geometry"),
         true},
        {"cosine_similarity", QObject::tr("Cosine similarity"),
         QObject::tr("cosine between the features of earlier tasks, then and now; 1 = same direction"), true},
        {"frozen", QObject::tr("Frozen"), QObject::tr("1 where the layer stands below the freeze line, else 0"), true},
    };
}

} // namespace

MetricInfo metricInfo(const std::string& name) {
    for (auto& metric : knownMetrics())
        if (metric.name == name) return metric;
    auto title = QString::fromStdString(name).replace('_', ' ');
    if (!title.isEmpty()) title[0] = title[0].toUpper();
    return {name, title, QObject::tr("no definition known"), false};
}

std::vector<std::string> metricNames(const RunData& run) {
    std::set<std::string> present;
    for (const auto& [name, course] : run.layerMetrics.courses()) present.insert(name);
    std::vector<std::string> names;
    for (const auto& metric : knownMetrics())
        if (present.erase(metric.name) > 0) names.push_back(metric.name);
    names.insert(names.end(), present.begin(), present.end());
    return names;
}

QString metricText(const MetricInfo& metric, double value) {
    if (std::isnan(value)) return "-";
    return metric.bounded ? QString::number(value, 'f', 3) : QString::number(value, 'g', 3);
}

} // namespace lightcl
