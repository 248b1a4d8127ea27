#pragma once

#include "runs/rows.h"

#include <QObject>
#include <QProcess>
#include <functional>
#include <vector>

namespace lightcl {

/// Writes a report of runs by the command line's `lightcl report`, in a process of its own: the window does not draw
/// with what reports are drawn with. Ends the process when it is destroyed; a file is there whole or not at all.
class ReportWriter : public QObject {
    Q_OBJECT
public:
    explicit ReportWriter(QObject* parent = nullptr);
    ~ReportWriter() override;

    /// `program`: the command line; `runs` none: all finished ones. The file's ending says the format.
    void start(const QString& program, const std::vector<RunId>& runs, const QString& database, const QString& file);
    void cancel();

signals:
    /// Once; `problem` is one line, empty when the file is written, or when it was cancelled.
    void finished(bool written, const QString& problem);

private:
    void finish(bool written, const QString& problem);

    QProcess process_;
    bool cancelled_ = false;
    bool told_ = false;
};

/// Asks for a file, and writes the report of the runs there, with a dialogue that shows that it goes on and what went
/// wrong. Calls `written` with the file.
void openReportDialog(QWidget& window, const std::vector<RunId>& runs, const QString& database,
                      const std::function<void(const QString& file)>& written);

} // namespace lightcl
