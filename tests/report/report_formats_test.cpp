#include "base/error.h"
#include "figures/run_groups.h"
#include "report/drawing/run_figures.h"
#include "report/html/html_report.h"
#include "report/html/svg_image.h"
#include "report/latex/latex_report.h"
#include "report/pdf/pdf_report.h"
#include "report/report_reader.h"
#include "report/text/text_report.h"
#include "support/approved.h"
#include "support/example_store.h"
#include "support/message_of.h"
#include "text/latex.h"
#include "text/table.h"

#include <regex>
#include <unistd.h>

using namespace lightcl;
using namespace lightcl::test;

namespace {

RunSummary summary(RunId id, std::int64_t seed, double classIl) {
    RunSummary run;
    run.id = id;
    run.name = "50 % & \"more\"";
    run.method = "er_ace";
    run.scenario = "class-incremental";
    run.dataset = "fashion-mnist";
    run.backbone = "mlp";
    run.seed = seed;
    run.state = RunState::Done;
    run.threads = 1;
    run.createdAt = "2024-05-01T10:00:00Z";
    run.classIl = classIl;
    run.taskIl = 0.9843;
    run.forgetting = 0.1;
    run.measuredPeakBytes = 1572864;
    run.trainingFlops = 7.5e15;
    run.seconds = 42.25;
    return run;
}

Report exampleReport() {
    Report report;
    report.title = "50 % & \"more\"";
    report.facts = {{"Scenario", "class-incremental, fashion-mnist in 5 tasks"}, {"Seeds", "0, 1"}};
    for (const auto& run : {summary(3, 0, 0.73), summary(4, 1, 0.75)}) report.runs.push_back({run, {}, {}, {}, {}, {}});
    MethodGroup group;
    group.label = "er_ace";
    group.spec.method = {"er_ace", {{"buffer_size", std::int64_t{200}}}, {}};
    group.spec.scenario = {{"dataset", std::string("fashion-mnist")}};
    group.runs = {3, 4};
    group.figures = {{"class_il", *meanSd({0.73, 0.75})},
                     {"task_il", *meanSd({0.9843})},
                     {"measured_peak_bytes", *meanSd({1572864.0, 1572864.0})},
                     {"training_flops", *meanSd({7.5e15, 7.5e15})},
                     {"seconds", *meanSd({42.25, 44.25})}};
    report.groups = {group};
    return report;
}

std::size_t count(const std::string& text, const std::string& part) {
    std::size_t found = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++found;
    return found;
}

struct StoredRuns {
    TemporaryFolder folder;
    std::filesystem::path file = folder / "runs.sqlite";
    ExampleStore runs = writeExampleStore(file, getpid());
    Database database = Database::openForReading(file);
};

} // namespace

TEST_CASE("Reports as text, CSV and LaTeX") {
    const auto report = exampleReport();
    checkApproved("report/approved/report.txt", textReport(report));
    checkApproved("report/approved/report.csv", csvReport(report));
    checkApproved("report/approved/report.tex", latexReport(report));
}

TEST_CASE("HTML escapes what means something to it") {
    CHECK(htmlEscaped("<a href=\"x\">&'") == "&lt;a href=&quot;x&quot;&gt;&amp;&#39;");
}

TEST_CASE("A report reads finished runs when none is named") {
    const StoredRuns stored;
    const auto report = readReport(stored.database, {});
    CHECK(report.runs.size() == stored.runs.done.size());
    CHECK(report.title == "quick start");
    REQUIRE(report.groups.size() == 4);
    CHECK(report.groups[1].label == "ER");
    CHECK(report.groups[1].runs.size() == 2);
    for (const auto& run : report.runs) CHECK(runFigures(run).size() == 3);
    CHECK(messageOf<InputError>([&] { readReport(stored.database, {99}); }).find("no run 99") != std::string::npos);
}

TEST_CASE("A method has the colour of its place in the store, whichever runs are reported") {
    const StoredRuns stored;
    const auto all = readReport(stored.database, {}).comparison.classIl;
    REQUIRE(all.curves.size() == 4);
    for (std::size_t group = 0; group < all.curves.size(); ++group) CHECK(all.curves[group].color == groupColor(group));
    const auto part = readReport(stored.database, {stored.runs.done[3], stored.runs.done[4]}).comparison.taskIl;
    REQUIRE(part.curves.size() == 2);
    CHECK(part.curves[0].name == "ER, 1 run");
    CHECK(part.curves[0].color == groupColor(1));
    CHECK(part.curves[1].color == groupColor(2));
}

TEST_CASE("A run without measurements has figures of what there is") {
    const StoredRuns stored;
    const auto report = readReport(stored.database, {stored.runs.queued});
    const auto figures = runFigures(report.runs.front());
    REQUIRE(figures.size() == 1); // its predicted memory
    CHECK(figures.front().title == "Peak memory by category");
    CHECK(report.groups.empty());
    CHECK_NOTHROW(htmlReport(report));
    CHECK_NOTHROW(pdfReport(report));
}

TEST_CASE("An HTML report needs nothing but itself") {
    const StoredRuns stored;
    const auto html = htmlReport(readReport(stored.database, stored.runs.done));
    CHECK(count(html, "<img ") == 3 * stored.runs.done.size() + 1);
    CHECK(count(html, "src=\"data:image/svg+xml;base64,") == count(html, "src="));
    CHECK(count(html, "href=\"#run-") == count(html, "href="));
    CHECK(count(html, "<script") == 0);
    CHECK(count(html, "url(") == 0);
    CHECK(html.find("prefers-color-scheme: dark") != std::string::npos);
}

TEST_CASE("A PDF report has a page for each run after the first") {
    const StoredRuns stored;
    const auto pdf = pdfReport(readReport(stored.database, stored.runs.done));
    CHECK(pdf.starts_with("%PDF-"));
    std::smatch pages;
    REQUIRE(std::regex_search(pdf, pages, std::regex("/Count ([0-9]+)")));
    CHECK(pages[1] == std::to_string(stored.runs.done.size() + 1));
}

TEST_CASE("Figures are SVG documents of their size") {
    const StoredRuns stored;
    const auto report = readReport(stored.database, {stored.runs.done.front()});
    for (const auto& figure : runFigures(report.runs.front())) {
        const auto svg = svgImage(figure);
        CHECK(svg.find("<svg") != std::string::npos);
        CHECK(svg.find("width=\"720") != std::string::npos);
        CHECK(svg.find("<text") == std::string::npos); // letters are outlines
    }
}

TEST_CASE("A LaTeX report of runs that are not done says so") {
    Report report;
    report.title = "broken\n<b>|";
    report.runs.push_back({});
    const auto text = latexReport(report);
    CHECK(text.find("None of the runs of this report is done") != std::string::npos);
    CHECK(count(text, "\n") == 2);
    CHECK(latexEscaped("=1+1 <b>| \u202e") == "=1+1 \\textless{}b\\textgreater{}\\textbar{} "
                                              "\\textless{}U+202E\\textgreater{}");
}

TEST_CASE("A name of any script, or of none, makes a PDF and an HTML report") {
    for (const char* name : {"=1+1 <b>| 研究 עברית", "\uffff\u202e\xff", "ไทย हिन्दी"}) {
        auto report = exampleReport();
        report.title = name;
        for (auto& run : report.runs) run.summary.name = name;
        CHECK(pdfReport(report).starts_with("%PDF"));
        const auto html = htmlReport(report);
        CHECK(html.find("<b>|") == std::string::npos);
        CHECK(html.find("\u202e") == std::string::npos);
    }
}
