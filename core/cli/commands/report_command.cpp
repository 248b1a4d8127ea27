#include "cli/commands/report_command.h"

#include "base/atomic_file.h"
#include "base/error.h"
#include "cli/commands/options.h"
#include "report/html/html_report.h"
#include "report/latex/latex_report.h"
#include "report/pdf/pdf_report.h"
#include "report/report_reader.h"
#include "report/text/text_report.h"
#include "running/output_guard.h"

#include <CLI/CLI.hpp>
#include <filesystem>
#include <fmt/format.h>
#include <functional>
#include <map>
#include <ostream>

namespace lightcl {

namespace {

using Writers = std::map<std::string, std::function<std::string(const Report&)>>;

Writers writers() {
    return {{"text", textReport},   {"csv", csvReport},   {"markdown", markdownReport},
            {"latex", latexReport}, {"html", htmlReport}, {"pdf", pdfReport}};
}

} // namespace

CLI::App* ReportCommand::describe(CLI::App& program) {
    auto* command = program.add_subcommand("report", "Write tables and figures of runs");
    addRunNumbers(*command, runs_, "Numbers of the runs, 3-10 for several; by default all finished ones");
    addDatabaseOption(*command, database_);
    command
        ->add_option("--format", format_,
                     "text, csv, markdown, latex (tables); html, pdf (with figures); by default what the end of --out "
                     "says, else text")
        ->type_name("text|csv|markdown|latex|html|pdf")
        ->check(CLI::IsMember({"text", "csv", "markdown", "latex", "html", "pdf"}));
    command->add_option("--out", out_, "The file to write; by default standard output")->type_name("FILE");
    return command;
}

std::string ReportCommand::format() const {
    if (!format_.empty()) return format_;
    const std::map<std::string, std::string> byEnd = {{".csv", "csv"},   {".md", "markdown"}, {".tex", "latex"},
                                                      {".html", "html"}, {".htm", "html"},    {".pdf", "pdf"}};
    const auto found = byEnd.find(std::filesystem::path(out_).extension().string());
    return found == byEnd.end() ? "text" : found->second;
}

void ReportCommand::requireFile(const Console& console) const {
    const bool isForViewers = format() == "html" || format() == "pdf";
    if (!isForViewers || !out_.empty() || !console.outIsTerminal) return;
    throw InputError(fmt::format(
        "report: --format {0} is not for a terminal; expected --out FILE, for example --out report.{0}", format()));
}

int ReportCommand::execute(const Console& console) {
    requireFile(console);
    requireOutputApart(out_, databaseFile(database_));
    const auto database = Database::openForReading(databaseFile(database_));
    const auto text = writers().at(format())(readReport(database, withoutRepeats(runs_)));
    if (out_.empty()) {
        console.out << text;
    } else {
        writeFileAtomically(out_, text);
        console.out << "Wrote " << out_ << "\n";
    }
    return 0;
}

} // namespace lightcl
