#include "text/printable.h"

#include "support/catch.h"
#include "text/table.h"

using namespace lightcl;

TEST_CASE("what is not for the eye is written out", "[text]") {
    CHECK(printable("a\x1b[31m\n\x7f") == "a<U+001B>[31m<U+000A><U+007F>");
    CHECK(printable("\u009b31m") == "<U+009B>31m");                 // a terminal's control in one character
    CHECK(printable("abc\u202excod.exe") == "abc<U+202E>xcod.exe"); // right-to-left override
    CHECK(printable("\u2066\u2069\u200f\u061c") == "<U+2066><U+2069><U+200F><U+061C>");
    CHECK(printable("a\u2028b\u2029\u0085") == "a<U+2028>b<U+2029><U+0085>");
    CHECK(printable("\uffff\ufffe\ufdd0\ufeff") == "<U+FFFF><U+FFFE><U+FDD0><U+FEFF>");
    CHECK(printable("\U0001ffff\U000e0041") == "<U+1FFFF><U+E0041>");
    CHECK(printable("a\xff\xc0\x80\xed\xa0\x80\xe2\x82") == "a<FF><C0><80><ED><A0><80><E2><82>");
    CHECK(printable("研究 עברית ± é 👩‍🔬") == "研究 עברית ± é 👩‍🔬");
    CHECK(printable(printable("\u202e\xff")) == "<U+202E><FF>");
    CHECK(printableLines("a\n\tb\r") == "a\n\tb<U+000D>");
}

TEST_CASE("a cell that a spreadsheet would compute is a text, a number stays one", "[text]") {
    Table table;
    table.addColumn("cell");
    for (const char* cell : {"=1+1", "+x", "-x", "@SUM(A1)", "-0.5", "+1e-3", "-", "'=1+1", "-nan", "a=1", "\t=1",
                             "=cmd|' /C calc'!A0", "-1-1"})
        table.addRow({cell});
    CHECK(toCsv(table) == "cell\n'=1+1\n'+x\n'-x\n'@SUM(A1)\n-0.5\n+1e-3\n-\n''=1+1\n-nan\na=1\n\t=1\n"
                          "'=cmd|' /C calc'!A0\n'-1-1\n");
}

TEST_CASE("no form of a table passes on what is not for the eye", "[text]") {
    Table table;
    table.addColumn("name\u202e", Table::Align::Left);
    table.addRow({"a\x1b[2J\uffff"});
    for (const auto& text : {toText(table), toCsv(table), toHtml(table)}) {
        CHECK(text.find('\x1b') == std::string::npos);
        CHECK(text.find("\uffff") == std::string::npos);
        CHECK(text.find("\u202e") == std::string::npos);
        CHECK(text.find("U+FFFF") != std::string::npos);
    }
}
