#include "plots/metric_info.h"

#include <QObject>
#include <cmath>
#include <set>

namespace lightcl {

namespace {

QString fromView(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace

MetricInfo metricInfo(const std::string& name) {
    if (const auto* known = findLayerMetric(name)) {
        return {name,
                fromView(known->title),
                fromView(known->definition),
                fromView(known->source),
                known->scale,
                QColor::fromRgb(known->color),
                {fromView(known->words[0]), fromView(known->words[1])},
                known->endsAtOne()};
    }
    auto title = QString::fromStdString(name).replace('_', ' ');
    if (!title.isEmpty()) title[0] = title[0].toUpper();
    return {name, title, QObject::tr("a metric of another version of this program"), {}, {}, QColor(0x8c8c8c),
            {},   false};
}

std::vector<std::string> metricNames(const LayerMetrics& measured) {
    std::set<std::string, std::less<>> present;
    for (const auto& [name, course] : measured.courses()) present.insert(name);
    std::vector<std::string> names;
    for (const auto& metric : kLayerMetrics) {
        const auto found = present.find(metric.name);
        if (found == present.end()) continue;
        names.push_back(*found);
        present.erase(found);
    }
    names.insert(names.end(), present.begin(), present.end());
    return names;
}

QString metricHelp(const MetricInfo& metric) {
    auto help = QObject::tr("%1\n%2").arg(metric.title, metric.definition);
    if (!metric.source.isEmpty()) help += QObject::tr("\nSource: %1").arg(metric.source);
    return help;
}

QString metricText(const MetricInfo& metric, double value) {
    if (std::isnan(value)) return "-";
    if (metric.isYesNo() && (value == 0 || value == 1)) return metric.words[value == 1 ? 1 : 0];
    return metric.bounded ? QString::number(value, 'f', 3) : QString::number(value, 'g', 3);
}

} // namespace lightcl
