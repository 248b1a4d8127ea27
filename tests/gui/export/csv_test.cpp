#include "export/csv.h"

#include "base/error.h"
#include "support/catch.h"
#include "support/message_of.h"
#include "support/temporary_folder.h"
#include "support/unprivileged.h"

#include <cmath>

using namespace lightcl;
using test::readBytes;

TEST_CASE("Fields with commas, quotes or line breaks are quoted") {
    CHECK(toCsv({{"a", "b"}, {{"1,5", "say \"x\""}, {"two\nlines", "plain text"}}}) ==
          "a,b\n\"1,5\",\"say \"\"x\"\"\"\n\"two\nlines\",plain text\n");
}

TEST_CASE("Numbers come back as they were") {
    CHECK(csvNumber(0.1) == "0.1");
    CHECK(csvNumber(1.0 / 3).toDouble() == 1.0 / 3);
    CHECK(csvNumber(std::nan("")).isEmpty());
    CHECK(csvNumber(-2) == "-2");
}

TEST_CASE("A table is written whole, as UTF-8") {
    const test::TemporaryFolder folder;
    const auto file = folder / "table.csv";
    writeCsv(QString::fromStdString(file.string()), {{"name"}, {{QString::fromUtf8("Zürich")}}});
    CHECK(readBytes(file) == "name\nZ\xc3\xbcrich\n");
}

TEST_CASE("A table that cannot be written leaves one line and the former file") {
    const test::TemporaryFolder folder;
    const auto file = folder / "table.csv";
    test::writeBytes(file, "former");
    const test::Unprivileged user;
    if (!user.active()) return;
    const auto message = test::messageOf<Error>([&] {
        writeCsv(QString::fromStdString(file.string()), {{"name"}, {}});
    });
    CHECK(message.find(file.string() + ": cannot be written: ") == 0);
    CHECK(message.find('\n') == std::string::npos);
    CHECK(readBytes(file) == "former");
}
