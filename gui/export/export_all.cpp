#include "export/export_all.h"

#include "plots/plot.h"
#include "plots/plot_frame.h"

#include <QDir>
#include <QFileInfo>
#include <QMessageBox>
#include <algorithm>
#include <memory>
#include <utility>

namespace lightcl {

namespace {

QString freeName(const QDir& folder, const QString& stem, const QString& suffix) {
    auto name = stem + '.' + suffix;
    for (int number = 2; QFileInfo::exists(folder.filePath(name)); ++number)
        name = QString("%1-%2.%3").arg(stem, QString::number(number), suffix);
    return folder.filePath(name);
}

void tellNoPlots(QWidget& window) {
    auto* told = new QMessageBox(QMessageBox::Information, QObject::tr("Export all plots"),
                                 QObject::tr("No plot can be seen: select runs, or bring a panel to the front."),
                                 QMessageBox::Ok, &window);
    told->setAttribute(Qt::WA_DeleteOnClose);
    told->open();
}

} // namespace

std::vector<PlotFrame*> shownPlots(const QWidget& window) {
    std::vector<PlotFrame*> plots;
    for (auto* frame : window.findChildren<PlotFrame*>())
        if (frame->hasPlot() && frame->plot()->isVisible() && !frame->visibleRegion().isEmpty()) plots.push_back(frame);
    const auto place = [&](const PlotFrame* frame) {
        const auto corner = frame->mapTo(&window, QPoint());
        return std::pair(corner.y(), corner.x());
    };
    std::ranges::stable_sort(plots, {}, place);
    return plots;
}

QString exportAll(const std::vector<PlotFrame*>& plots, const QString& folder, const ExportChoice& choice,
                  QStringList& saved) {
    for (auto* frame : plots) {
        if (choice.format == ExportFormat::Tikz && !frame->exportsLatex()) continue;
        const auto file = freeName(QDir(folder), frame->fileStem(), suffixOf(choice.format));
        const auto problem = frame->exportTo(file, choice);
        if (!problem.isEmpty()) return problem;
        saved << file;
    }
    return {};
}

void openExportAll(QWidget& window) {
    const auto plots = shownPlots(window);
    if (plots.empty()) return tellNoPlots(window);
    const auto saved = std::make_shared<QStringList>();
    ExportJob job;
    job.title = QObject::tr("Export all plots (%1)").arg(plots.size());
    job.formats.assign(kExportFormats.begin(), kExportFormats.end());
    job.formats.push_back(ExportFormat::Tikz);
    job.save = [plots, saved](const QString& folder, const ExportChoice& choice) {
        saved->clear();
        const auto problem = exportAll(plots, folder, choice, *saved);
        if (problem.isEmpty() || saved->isEmpty()) return problem;
        return QObject::tr("%1 (%2 of %3 were saved)").arg(problem).arg(saved->size()).arg(plots.size());
    };
    job.preview = [first = plots.front()](const ExportChoice& choice, QSize within) {
        return previewOf(*first->plot(), choice.style, choice.texts, within);
    };
    auto* dialog = new ExportDialog(std::move(job), &window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &QDialog::accepted, &window, [first = plots.front(), saved, dialog] {
        first->setReadout(QObject::tr("Saved %1 files in %2").arg(saved->size()).arg(dialog->file()));
    });
    dialog->open();
}

} // namespace lightcl
