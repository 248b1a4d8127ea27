#include "designer/cost_preview.h"

#include "base/error.h"
#include "base/units.h"
#include "figures/run_names.h"
#include "running/grid_words.h"
#include "running/queue_runs.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace lightcl {

namespace {

QString line(const std::vector<PreparedMethod>& methods, Prediction PreparedMethod::*convention) {
    std::int64_t largest = 0;
    for (const auto& method : methods) largest = std::max(largest, (method.*convention).peak.total());
    QStringList parts;
    for (const auto& method : methods) {
        const std::int64_t peak = (method.*convention).peak.total();
        const QString part =
            QString::fromStdString(methodTitle(method.runs.front().method.name)).toHtmlEscaped() +
            QStringLiteral("&nbsp;") +
            QString::fromStdString(formatBytes(peak)).replace(QLatin1Char(' '), QStringLiteral("&nbsp;"));
        parts.append(peak == largest && methods.size() > 1 ? QStringLiteral("<b>%1</b>").arg(part) : part);
    }
    return parts.join(QStringLiteral(" · "));
}

/// Apart from the methods, whose account it is not in.
QString pretrainingRow(const PreparedMethod& pretraining) {
    const auto bytes = [](const Prediction& prediction) {
        return QString::fromStdString(formatBytes(prediction.peak.total()))
            .replace(QLatin1Char(' '), QStringLiteral("&nbsp;"));
    };
    return CostPreview::tr("<tr><td>Pretraining:&nbsp;&nbsp;</td><td>%1 (paper: %2), once, before all runs</td></tr>")
        .arg(bytes(pretraining.exact), bytes(pretraining.paper));
}

QString gridRow(const std::string& words) {
    if (words.empty()) return {};
    return CostPreview::tr("<tr><td>All:&nbsp;&nbsp;</td><td>%1</td></tr>")
        .arg(QString::fromStdString(words).toHtmlEscaped());
}

} // namespace

CostPreview::CostPreview(QWidget* parent) : QLabel(parent) {
    setWordWrap(true);
    setTextFormat(Qt::RichText);
    setTextInteractionFlags(Qt::TextSelectableByMouse);
    setToolTip(tr("Peak memory of training that the cost model predicts, in bold the largest.\n"
                  "Exact follows this program's engine; paper follows the accounting of LightCL's Table 1."));
    delay_.setSingleShot(true);
    delay_.setInterval(std::chrono::milliseconds(150));
    connect(&delay_, &QTimer::timeout, this, [this] { setText(describe(experiment_, pace_)); });
}

void CostPreview::preview(const ExperimentSpec& experiment) {
    experiment_ = experiment;
    delay_.start();
}

void CostPreview::clear(const QString& why) {
    delay_.stop();
    setText(why.toHtmlEscaped());
}

void CostPreview::setPace(MachinePace pace) {
    pace_ = std::move(pace);
}

QString CostPreview::describe(const ExperimentSpec& experiment, const MachinePace& pace) {
    try {
        std::vector<PreparedMethod> methods = predictMethods(experiment);
        if (methods.empty()) return tr("Add a method to see its memory.");
        const QString grid = gridRow(gridWords(methods, pace, experiment.seeds.size()));
        QString once;
        if (methods.front().isPretraining()) {
            once = pretrainingRow(methods.front());
            methods.erase(methods.begin());
        }
        return tr("<table cellspacing=0><tr><td>Exact:&nbsp;&nbsp;</td><td>%1</td></tr>"
                  "<tr><td>Paper:&nbsp;&nbsp;</td><td>%2</td></tr>%3%4</table>")
            .arg(line(methods, &PreparedMethod::exact), line(methods, &PreparedMethod::paper), once, grid);
    } catch (const Error& error) {
        return QString::fromUtf8(error.what()).toHtmlEscaped();
    }
}

} // namespace lightcl
