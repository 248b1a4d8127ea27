#include "text/latex.h"

#include "support/catch.h"

using namespace lightcl;

namespace {

Table groupedTable() {
    Table table;
    table.addColumn("Method", Table::Align::Left);
    table.addColumn("FLOPs (10¹⁵)", Table::Align::Right, "A & B");
    table.addColumn("Mem. (MiB)", Table::Align::Right, "A & B");
    table.addColumn("CIL (%)", Table::Align::Right, "C");
    table.addRow({"er_ace ± 2", "7.5", "200", "54.44 ± 2.82"});
    table.addRow({"-", "-", "", "-1.50"});
    return table;
}

} // namespace

TEST_CASE("LaTeX escapes what means something to it", "[table]") {
    CHECK(latexEscaped("a_b & 5 % {x} \\ ~^") ==
          "a\\_b \\& 5 \\% \\{x\\} \\textbackslash{} \\textasciitilde{}\\textasciicircum{}");
}

TEST_CASE("A table in LaTeX has its columns' alignment and groups, and numbers as formulas", "[table]") {
    CHECK(toLatex(groupedTable()) == R"(  \begin{tabular}{lrrr}
    \toprule
    & \multicolumn{2}{c}{A \& B} & \multicolumn{1}{c}{C} \\
    \cmidrule(lr){2-3} \cmidrule(lr){4-4}
    Method & FLOPs ($10^{15}$) & Mem.\ (MiB) & CIL (\%) \\
    \midrule
    er\_ace ± 2 & $7.5$ & 200 & $54.44 \pm 2.82$ \\
    -- & -- &  & $-1.50$ \\
    \bottomrule
  \end{tabular}
)");
}

TEST_CASE("A table without groups has one line of titles", "[table]") {
    Table table;
    table.addColumn("10");
    table.addRow({"1e5"});
    CHECK(toLatex(table) == "  \\begin{tabular}{r}\n    \\toprule\n    10 \\\\\n    \\midrule\n    1e5 \\\\\n"
                            "    \\bottomrule\n  \\end{tabular}\n");
}

TEST_CASE("Where there is one line for titles, a group stands before its first; in CSV before each", "[table]") {
    const Table table = groupedTable();
    CHECK(toCsv(table).starts_with("Method,A & B: FLOPs (10¹⁵),A & B: Mem. (MiB),C: CIL (%)\n"));
    CHECK(toText(table).starts_with("Method      A & B: FLOPs (10¹⁵)  Mem. (MiB)    C: CIL (%)\n"));
    CHECK(toHtml(table).find("<th>A &amp; B: FLOPs (10¹⁵)</th><th>Mem. (MiB)</th>") != std::string::npos);
}
