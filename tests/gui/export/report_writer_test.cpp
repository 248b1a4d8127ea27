#include "export/report_writer.h"

#include "support/catch.h"
#include "support/temporary_folder.h"

#include <QFile>
#include <QSignalSpy>
#include <QTest>

using namespace lightcl;

namespace {

/// A program that does what a script says, in place of the command line.
QString programOf(const test::TemporaryFolder& folder, const std::string& script) {
    const auto file = folder / "program";
    test::writeBytes(file, "#!/bin/sh\n" + script + "\n");
    QFile::setPermissions(QString::fromStdString(file.string()),
                          QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return QString::fromStdString(file.string());
}

/// What the writer said once it had ended.
std::pair<bool, QString> outcomeOf(ReportWriter& writer, const QString& program, const QString& file,
                                   bool cancels = false) {
    QSignalSpy ended(&writer, &ReportWriter::finished);
    writer.start(program, {1, 3}, "/data/runs.sqlite", file);
    if (cancels) writer.cancel();
    if (ended.isEmpty()) REQUIRE(ended.wait(20000));
    CHECK(ended.size() == 1);
    return {ended[0][0].toBool(), ended[0][1].toString()};
}

} // namespace

TEST_CASE("A report is asked for with its runs, database and file") {
    const test::TemporaryFolder folder;
    const auto file = QString::fromStdString((folder / "report.html").string());
    ReportWriter writer;
    const auto [written, problem] = outcomeOf(writer, programOf(folder, "echo \"$*\" > \"$7\""), file);
    CHECK(written);
    CHECK(problem.isEmpty());
    CHECK(test::readBytes(folder / "report.html") ==
          "report 1 3 --db /data/runs.sqlite --out " + file.toStdString() + "\n");
}

TEST_CASE("Why a report failed is the command line's last line") {
    const test::TemporaryFolder folder;
    ReportWriter writer;
    const auto program = programOf(folder, "echo warning >&2; echo 'lightcl: no room left' >&2; exit 1");
    CHECK(outcomeOf(writer, program, "x.pdf") == std::pair(false, QString("lightcl: no room left")));
}

TEST_CASE("A report's program that is not there, or that is cancelled, is no report") {
    const test::TemporaryFolder folder;
    ReportWriter missing;
    const auto [written, problem] = outcomeOf(missing, "/nowhere/lightcl", "x.pdf");
    CHECK_FALSE(written);
    CHECK(problem.startsWith("cannot start /nowhere/lightcl: "));
    ReportWriter cancelled;
    CHECK(outcomeOf(cancelled, programOf(folder, "exec sleep 60"), "x.pdf", true) == std::pair(false, QString()));
}
