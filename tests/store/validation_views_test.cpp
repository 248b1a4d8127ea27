#include "runs/run_figure.h"
#include "store/run_reader.h"
#include "store/run_store.h"
#include "store/run_writer.h"
#include "store/store_fixture.h"
#include "support/catch.h"

using namespace lightcl;
using namespace lightcl::test;

TEST_CASE("validation accuracy at the end is a mean over the tasks seen, of the last epoch alone", "[store]") {
    const TemporaryFolder folder;
    auto database = Database::openForWriting(folder / "a.sqlite");
    const RunReader reader(database);
    const RunId run = startExample(database);
    CHECK_FALSE(reader.run(run).validationClassIl.has_value());
    {
        RunWriter writer(database, run);
        for (const ValidationRow& row :
             {ValidationRow{1, 1, 1, 0.9, 0.95}, ValidationRow{1, 2, 1, 0.8, 0.9}, ValidationRow{2, 1, 1, 0.1, 0.2},
              ValidationRow{2, 1, 2, 0.6, 0.7}, ValidationRow{2, 2, 1, 0.3, 0.5}, ValidationRow{2, 2, 2, 0.5, 0.9}})
            writer.add(row);
        writer.flush();
    }
    CHECK(*reader.run(run).validationClassIl == Approx(0.4));
    CHECK(*reader.run(run).validationTaskIl == Approx(0.7));
    CHECK(integerOf(database, "SELECT count(*) FROM validation_accuracy WHERE run_id = 1 AND epoch = 2") == 3);
    CHECK(reader.validations(run).size() == 6);
    // What comes after the last checkpoint is measured again.
    RunStore(database).rewind(run, {2, 1});
    CHECK(reader.validations(run).size() == 4);
    CHECK(*reader.run(run).validationClassIl == Approx(0.35));
}

TEST_CASE("a method without class-IL has a task-IL on validation images alone", "[store]") {
    const TemporaryFolder folder;
    auto database = Database::openForWriting(folder / "a.sqlite");
    const RunId run = startExample(database);
    RunWriter writer(database, run);
    writer.add(ValidationRow{1, 1, 1, {}, 0.75});
    writer.flush();
    CHECK_FALSE(RunReader(database).run(run).validationClassIl.has_value());
    CHECK(*RunReader(database).run(run).validationTaskIl == Approx(0.75));
}
