#include "export/report_writer.h"

#include "base/error.h"
#include "export/export_settings.h"
#include "running/worker_launch.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QProgressDialog>
#include <utility>

namespace lightcl {

namespace {

void tellProblem(QWidget& window, const QString& problem) {
    auto* told = new QMessageBox(QMessageBox::Warning, QObject::tr("Report"), problem, QMessageBox::Ok, &window);
    told->setAttribute(Qt::WA_DeleteOnClose);
    told->open();
}

/// Shows that the report is being written until it is, or is cancelled.
void writeReport(QWidget& window, const std::vector<RunId>& runs, const QString& database, const QString& file,
                 const std::function<void(const QString&)>& written) {
    QString program;
    try {
        program = QString::fromStdString(findCommandLineProgram().string());
    } catch (const Error& error) {
        return tellProblem(window, QString::fromStdString(error.what()));
    }
    auto* progress = new QProgressDialog(QObject::tr("Writing %1…").arg(QFileInfo(file).fileName()),
                                         QObject::tr("Cancel"), 0, 0, &window);
    progress->setWindowTitle(QObject::tr("Report"));
    progress->setMinimumDuration(300);
    auto* writer = new ReportWriter(progress);
    QObject::connect(progress, &QProgressDialog::canceled, writer, &ReportWriter::cancel);
    QObject::connect(writer, &ReportWriter::finished, &window,
                     [&window, progress, file, written](bool done, const QString& problem) {
                         progress->deleteLater();
                         if (done) return written(file);
                         if (!problem.isEmpty()) tellProblem(window, problem);
                     });
    writer->start(program, runs, database, file);
}

} // namespace

ReportWriter::ReportWriter(QObject* parent) : QObject(parent) {
    connect(&process_, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error != QProcess::FailedToStart) return; // every other is followed by finished()
        finish(false, tr("cannot start %1: %2").arg(process_.program(), process_.errorString()));
    });
    connect(&process_, &QProcess::finished, this, [this](int code, QProcess::ExitStatus status) {
        if (status == QProcess::NormalExit && code == 0) return finish(true, {});
        if (cancelled_) return finish(false, {});
        const auto said = QString::fromUtf8(process_.readAllStandardError()).trimmed();
        finish(false,
               said.isEmpty() ? tr("%1 ended without saying why").arg(process_.program()) : said.section('\n', -1));
    });
}

ReportWriter::~ReportWriter() {
    disconnect(&process_, nullptr, this, nullptr);
    if (process_.state() == QProcess::NotRunning) return;
    process_.kill();
    process_.waitForFinished(1000);
}

void ReportWriter::start(const QString& program, const std::vector<RunId>& runs, const QString& database,
                         const QString& file) {
    QStringList arguments{QStringLiteral("report")};
    for (const auto run : runs) arguments << QString::number(run);
    arguments << QStringLiteral("--db") << database << QStringLiteral("--out") << file;
    process_.start(program, arguments);
}

void ReportWriter::cancel() {
    cancelled_ = true;
    if (process_.state() != QProcess::NotRunning) process_.kill();
}

void ReportWriter::finish(bool written, const QString& problem) {
    if (!std::exchange(told_, true)) emit finished(written, problem);
}

void openReportDialog(QWidget& window, const std::vector<RunId>& runs, const QString& database,
                      const std::function<void(const QString& file)>& written) {
    const auto title = runs.empty() ? QObject::tr("Report of all finished runs")
                                    : QObject::tr("Report of the selected runs (%1)").arg(runs.size());
    auto* dialog = new QFileDialog(&window, title, ExportSettings::load().folder);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({QObject::tr("Web page, in one file (*.html)"), QObject::tr("PDF (*.pdf)"),
                            QObject::tr("Markdown (*.md)"), QObject::tr("LaTeX table (*.tex)"),
                            QObject::tr("CSV, every figure (*.csv)"), QObject::tr("Text (*.txt)")});
    dialog->setDefaultSuffix(QStringLiteral("html"));
    QObject::connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString& filter) {
        dialog->setDefaultSuffix(filter.section(QStringLiteral("*."), 1).chopped(1));
    });
    dialog->selectFile(QFileInfo(database).completeBaseName() + QStringLiteral("-report"));
    QObject::connect(dialog, &QFileDialog::fileSelected, &window,
                     [&window, runs, database, written](const QString& file) {
                         writeReport(window, runs, database, file, written);
                     });
    dialog->open();
}

} // namespace lightcl
