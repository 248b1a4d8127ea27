#include "text/table.h"

#include "support/catch.h"

#include <limits>

using namespace lightcl;

TEST_CASE("A table becomes CSV with plain line feeds, quoted where it must be", "[table]") {
    Table table;
    table.addColumn("method", Table::Align::Left);
    table.addColumn("note");
    table.addRow({"er (buffer_size = 200, alpha = 0.5)", "said \"so\""});
    table.addRow({"sgd"});
    CHECK(toCsv(table) == "method,note\n\"er (buffer_size = 200, alpha = 0.5)\",\"said \"\"so\"\"\"\nsgd,\n");
}

TEST_CASE("A number in CSV reads back as itself, and none is empty", "[table]") {
    CHECK(csvNumber(0.1) == "0.1");
    CHECK(csvNumber(1.0 / 3) == "0.3333333333333333");
    CHECK(csvNumber(std::numeric_limits<double>::quiet_NaN()).empty());
}

TEST_CASE("A table aligns its columns by what terminals show", "[table]") {
    Table table;
    table.addColumn("name", Table::Align::Left);
    table.addColumn("%");
    table.addRow({"学習", "5.00"});
    table.addRow({"er", "73.87"});
    table.addRow({"sgd"});
    CHECK(toText(table) == "name      %\n"
                           "────  ─────\n"
                           "学習   5.00\n"
                           "er    73.87\n"
                           "sgd\n");
}

TEST_CASE("A table in HTML is escaped, and its first column leads somewhere", "[table]") {
    Table table;
    table.addColumn("run");
    table.addColumn("name", Table::Align::Left);
    table.addRow({"3", "<b>"});
    const std::string html = toHtml(table, {"#run-3"});
    CHECK(html.find("<th>run</th><th class=\"left wrap\">name</th>") != std::string::npos);
    CHECK(html.find("<td><a href=\"#run-3\">3</a></td><td class=\"left wrap\">&lt;b&gt;</td>") != std::string::npos);
    CHECK(toHtml(table).find("<a ") == std::string::npos);
}
