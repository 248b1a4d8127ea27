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
