#include "export/csv.h"

#include "base/error.h"
#include "support/catch.h"
#include "support/message_of.h"
#include "support/temporary_folder.h"
#include "support/unprivileged.h"

using namespace lightcl;
using test::readBytes;

TEST_CASE("A table is written whole, as UTF-8") {
    const test::TemporaryFolder folder;
    const auto file = folder / "table.csv";
    Table table;
    table.addColumn("name");
    table.addRow({"Zürich"});
    writeCsv(QString::fromStdString(file.string()), table);
    CHECK(readBytes(file) == "name\nZ\xc3\xbcrich\n");
}

TEST_CASE("A table that cannot be written leaves one line and the former file") {
    const test::TemporaryFolder folder;
    const auto file = folder / "table.csv";
    test::writeBytes(file, "former");
    const test::Unprivileged user;
    if (!user.active()) return;
    const auto message = test::messageOf<Error>([&] { writeCsv(QString::fromStdString(file.string()), Table{}); });
    CHECK(message.find(file.string() + ": cannot be written: ") == 0);
    CHECK(message.find('\n') == std::string::npos);
    CHECK(readBytes(file) == "former");
}
