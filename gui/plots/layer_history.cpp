#include "plots/layer_history.h"

#include "figures/course.h"

#include <QObject>
#include <QStringList>
#include <algorithm>

namespace lightcl {

std::vector<LayerHistory> layerHistories(const RunData& run, int layerIndex, const std::vector<std::string>& metrics) {
    std::vector<LayerHistory> histories;
    for (const auto& name : metrics) {
        const auto* course = run.layerMetrics.course(name);
        if (course == nullptr || layerIndex < 0) continue;
        const auto index = static_cast<std::size_t>(layerIndex);
        LayerHistory history{metricInfo(name), {}, {}};
        for (const auto& [position, values] : *course) {
            if (index >= values.size()) continue;
            history.positions.push_back(position);
            history.values.push_back(values[index]);
        }
        if (!history.positions.empty()) histories.push_back(std::move(history));
    }
    return histories;
}

std::vector<Curve> historyCurves(const std::vector<LayerHistory>& histories, int epochs) {
    const bool anyBounded = std::any_of(histories.begin(), histories.end(),
                                        [](const LayerHistory& history) { return history.metric.bounded; });
    std::vector<Curve> curves;
    for (const auto& history : histories) {
        Curve curve;
        curve.name = history.metric.title;
        curve.color = history.metric.color;
        curve.rightAxis = anyBounded && !history.metric.bounded;
        if (curve.rightAxis) curve.name += QString::fromUtf8(" →");
        for (const auto& position : history.positions) curve.x.push_back(epochCenter(position, epochs));
        curve.y = history.values;
        curves.push_back(std::move(curve));
    }
    return curves;
}

Table historyTable(const std::vector<LayerHistory>& histories, int layerIndex, const std::string& layer) {
    Table table;
    for (const auto* title : {"layer_index", "layer", "task", "epoch", "metric", "value"}) table.addColumn(title);
    for (const auto& history : histories)
        for (std::size_t index = 0; index < history.values.size(); ++index)
            table.addRow({std::to_string(layerIndex), layer, std::to_string(history.positions[index].task),
                          std::to_string(history.positions[index].epoch), history.metric.name,
                          csvNumber(history.values[index])});
    return table;
}

std::pair<QString, QString> historyAxes(const std::vector<LayerHistory>& histories) {
    QStringList bounded;
    QStringList open;
    for (const auto& history : histories) (history.metric.bounded ? bounded : open) << history.metric.title;
    constexpr qsizetype mostNamed = 2;
    if (bounded.size() > mostNamed) bounded = {QObject::tr("shares and similarities")};
    if (open.size() > mostNamed) open = {QObject::tr("plasticity and gradients")};
    const auto left = bounded.isEmpty() ? open : bounded;
    return {left.join(", "), bounded.isEmpty() ? QString() : open.join(", ")};
}

} // namespace lightcl
