#include "designer/cost_preview.h"

#include "base/error.h"
#include "base/units.h"
#include "cost/cost_model.h"
#include "figures/run_names.h"
#include "spec/dataset_of.h"
#include "spec/pretraining.h"

#include <algorithm>
#include <chrono>

namespace lightcl {

namespace {

QString line(const std::vector<RunSpec>& runs, CostConvention convention) {
    std::vector<std::int64_t> peaks;
    peaks.reserve(runs.size());
    const DatasetInfo dataset = datasetOf(runs.front().scenario);
    for (const RunSpec& run : runs) peaks.push_back(estimateCost(run, dataset, convention).peak.total());
    const std::int64_t largest = *std::ranges::max_element(peaks);
    QStringList parts;
    for (std::size_t i = 0; i < runs.size(); ++i) {
        const QString part =
            QString::fromStdString(methodTitle(runs[i].method.name)).toHtmlEscaped() + QStringLiteral("&nbsp;") +
            QString::fromStdString(formatBytes(peaks[i])).replace(QLatin1Char(' '), QStringLiteral("&nbsp;"));
        parts.append(peaks[i] == largest && runs.size() > 1 ? QStringLiteral("<b>%1</b>").arg(part) : part);
    }
    return parts.join(QStringLiteral(" · "));
}

/// Apart from the methods, whose account it is not in; empty where there is none.
QString pretrainingRow(const RunSpec& run) {
    const auto pretraining = pretrainingOf(run);
    if (!pretraining) return {};
    const DatasetInfo dataset = datasetOf(pretraining->scenario);
    const auto bytes = [&](CostConvention convention) {
        return QString::fromStdString(formatBytes(estimateCost(*pretraining, dataset, convention).peak.total()))
            .replace(QLatin1Char(' '), QStringLiteral("&nbsp;"));
    };
    return CostPreview::tr("<tr><td>Pretraining:&nbsp;&nbsp;</td><td>%1 (paper: %2), once, before all runs</td></tr>")
        .arg(bytes(CostConvention::Exact), bytes(CostConvention::Paper));
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
    connect(&delay_, &QTimer::timeout, this, [this] { setText(describe(experiment_)); });
}

void CostPreview::preview(const ExperimentSpec& experiment) {
    experiment_ = experiment;
    delay_.start();
}

void CostPreview::clear(const QString& why) {
    delay_.stop();
    setText(why.toHtmlEscaped());
}

QString CostPreview::describe(const ExperimentSpec& experiment) {
    ExperimentSpec once = experiment;
    // Seeds do not change the memory.
    once.seeds = {0};
    if (once.methods.empty()) return tr("Add a method to see its memory.");
    try {
        const std::vector<RunSpec> runs = expandGrid(once);
        return tr("<table cellspacing=0><tr><td>Exact:&nbsp;&nbsp;</td><td>%1</td></tr>"
                  "<tr><td>Paper:&nbsp;&nbsp;</td><td>%2</td></tr>%3</table>")
            .arg(line(runs, CostConvention::Exact), line(runs, CostConvention::Paper), pretrainingRow(runs.front()));
    } catch (const Error& error) {
        return QString::fromUtf8(error.what()).toHtmlEscaped();
    }
}

} // namespace lightcl
