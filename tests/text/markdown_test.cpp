#include "text/markdown.h"

#include "base/error.h"
#include "support/catch.h"
#include "text/latex.h"
#include "text/table_format.h"

using namespace lightcl;

namespace {

Table ranked() {
    Table table;
    table.addColumn("method", Table::Align::Left);
    table.addColumn("class-IL %");
    table.addRow({"er|ace_x", "54.44 ± 2.82"});
    table.addRow({"sgd", "20.10"});
    table.addRow({"=cmd()", "41.00"});
    markBest(table, 1, {0.5444, 0.201, 0.41}, true);
    return table;
}

} // namespace

TEST_CASE("The best of a column and the second best are marked; ties alike, few values not at all", "[table]") {
    auto table = ranked();
    CHECK(table.markOf(0, 1) == Table::Mark::Best);
    CHECK(table.markOf(2, 1) == Table::Mark::Second);
    CHECK(table.markOf(1, 1) == Table::Mark::None);
    table.marks.clear();
    markBest(table, 1, {1.0, 1.0, 3.0}, false);
    CHECK(table.markOf(0, 1) == Table::Mark::Best);
    CHECK(table.markOf(1, 1) == Table::Mark::Best);
    CHECK(table.markOf(2, 1) == Table::Mark::Second);
    table.marks.clear();
    markBest(table, 1, {1.0, std::nullopt, std::nullopt}, true);
    markBest(table, 1, {2.0, 2.0, 2.0}, true);
    CHECK(table.marks.empty());
    markBest(table, 1, {1.0, 2.0, std::nullopt}, true);
    CHECK(table.marks.size() == 1);
}

TEST_CASE("A table in Markdown is aligned, escaped and marked", "[table]") {
    CHECK(toMarkdown(ranked()) == "| method | class-IL % |\n| :--- | ---: |\n"
                                  "| er\\|ace\\_x | **54.44 ± 2.82** |\n| sgd | 20.10 |\n| =cmd() | <u>41.00</u> |\n");
    auto table = ranked();
    table.mark(1, 1, Table::Mark::Significant);
    CHECK(toMarkdown(table).find("| 20.10\\* |") != std::string::npos);
}

TEST_CASE("A table in LaTeX has its best bold, its second best underlined, a star for what is significant", "[table]") {
    auto table = ranked();
    table.mark(1, 1, Table::Mark::Significant);
    table.mark(1, 0, Table::Mark::Best);
    const auto text = toLatex(table);
    for (const char* part : {"$\\mathbf{54.44 \\pm 2.82}$", "$\\underline{41.00}$", "$20.10^{*}$", "\\textbf{sgd}"})
        CHECK(text.find(part) != std::string::npos);
}

TEST_CASE("One table is written in every format; what a spreadsheet would compute is a text", "[table]") {
    CHECK(writeTable(ranked(), TableFormat::Tabs) ==
          "method\tclass-IL %\ner|ace_x\t54.44 ± 2.82\nsgd\t20.10\n'=cmd()\t41.00\n");
    CHECK(writeTable(ranked(), TableFormat::Csv).find("'=cmd(),41.00") != std::string::npos);
    CHECK(writeTable(ranked(), TableFormat::Latex).starts_with("% Needs \\usepackage{booktabs}."));
    for (const auto& info : kTableFormats) CHECK(tableFormat(info.name) == info.format);
    CHECK_THROWS_AS(tableFormat("excel"), InputError);
}
