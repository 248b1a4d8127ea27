#include "runs/run_figure.h"
#include "store/run_reader.h"
#include "store/store_fixture.h"
#include "support/catch.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <set>

using namespace lightcl;
using namespace lightcl::test;

TEST_CASE("every column of run_summary is a figure of a run or tells its progress, and the other way round",
          "[store]") {
    const TemporaryFolder folder;
    const Database database = Database::openForWriting(folder / "runs.sqlite");
    std::multiset<std::string> columns;
    SQLite::Statement query(database.handle(), "SELECT name FROM pragma_table_info('run_summary')");
    while (query.executeStep()) columns.insert(query.getColumn(0).getString());
    std::multiset<std::string> named(progressColumns().begin(), progressColumns().end());
    for (const RunFigure& figure : runFigureTable()) named.emplace(figure.name);
    CHECK(columns == named);
}
