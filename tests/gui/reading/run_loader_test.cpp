#include "reading/run_loader.h"

#include "gui/wait.h"
#include "reading/summary_reader.h"
#include "store/run_store.h"
#include "store/run_writer.h"
#include "support/catch.h"
#include "support/example_store.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <fstream>
#include <unistd.h>

using namespace lightcl;
using namespace lightcl::test;

namespace {

struct Loaded {
    explicit Loaded(RunLoader& loader) {
        QObject::connect(&loader, &RunLoader::summariesLoaded, &loader, [this](const auto& rows) { summaries = rows; });
        QObject::connect(&loader, &RunLoader::runsLoaded, &loader, [this](const auto& data) {
            runs = data;
            ++times;
        });
    }
    std::vector<RunSummary> summaries;
    std::vector<RunDataPtr> runs;
    int times = 0;
};

} // namespace

TEST_CASE("the loader reads runs whole, and again when the store changes", "[gui][live]") {
    const QTemporaryDir folder;
    const std::filesystem::path file = folder.filePath("store.sqlite").toStdString();
    const ExampleStore made = writeExampleStore(file, ::getpid());
    RunLoader loader(file);
    Loaded loaded(loader);
    REQUIRE(waitFor([&] { return loaded.summaries.size() == 11; }));

    loader.show({{made.running, Qt::red}, {made.done.front(), Qt::blue}});
    REQUIRE(waitFor([&] { return loaded.runs.size() == 2; }));
    const RunDataPtr live = loaded.runs[0];
    const RunDataPtr finished = loaded.runs[1];
    CHECK(live->summary.id == made.running);
    CHECK(live->color == QColor(Qt::red));
    CHECK(live->tasks == 5);
    CHECK(live->epochs == 2);
    CHECK(live->network.backbone == "resnet18");
    CHECK_FALSE(live->accuracies.empty());
    CHECK_FALSE(live->layerMetrics.empty());
    CHECK_FALSE(finished->memory.empty());

    Database database = Database::openForWriting(file);
    RunWriter writer(database, made.running);
    writer.add(AccuracyRow{3, 2, 1, 0.5, 0.9});
    writer.flush();
    REQUIRE(waitFor([&] { return loaded.runs[0]->accuracies.size() > live->accuracies.size(); }));
    // What is done cannot change and is not read again.
    CHECK(loaded.runs[1] == finished);
}

TEST_CASE("summaries are read again where they may have changed", "[gui][live]") {
    const QTemporaryDir folder;
    const std::filesystem::path file = folder.filePath("store.sqlite").toStdString();
    const ExampleStore made = writeExampleStore(file, ::getpid());
    Database database = Database::openForWriting(file);
    SummaryReader reader(database);
    const auto summaryOf = [&](RunId run) {
        for (const RunSummary& summary : reader.read())
            if (summary.id == run) return summary;
        return RunSummary();
    };
    CHECK(reader.read().size() == 11);
    RunWriter(database, made.running).totals(77, 1, 1);
    CHECK(summaryOf(made.running).seconds == 77);
    RunStore(database).finish(made.running, RunState::Failed, "one");
    CHECK(summaryOf(made.running).message == "one");
    RunStore(database).start(made.running, ::getpid(), 1);
    RunStore(database).finish(made.running, RunState::Failed, "two");
    CHECK(summaryOf(made.running).message == "two");
    RunStore(database).remove(made.running);
    CHECK(summaryOf(made.running).id == 0);
    CHECK(summaryOf(made.done.front()).classIl.has_value());
}

TEST_CASE("the reader tells which runs differ in the seed only, also after runs were deleted", "[gui][live]") {
    const QTemporaryDir folder;
    const std::filesystem::path file = folder.filePath("store.sqlite").toStdString();
    const ExampleStore made = writeExampleStore(file, ::getpid());
    Database database = Database::openForWriting(file);
    SummaryReader reader(database);
    reader.read();
    const auto& places = reader.places();
    CHECK(places.size() == 11);
    const RunId lightcl = made.done[0];
    CHECK(places.at(lightcl) == RunPlace{0, 0, lightcl});
    CHECK(places.at(made.done[1]) == RunPlace{0, 1, lightcl});
    CHECK(places.at(made.done[2]).group == 1); // ER
    CHECK(places.at(made.done[6]).group == 3); // after SGD
    CHECK(places.at(made.running).group == 0);
    RunStore(database).remove(made.done[6]);
    RunStore(database).remove(lightcl);
    reader.read();
    CHECK(places.size() == 9);
    CHECK(places.at(made.done[1]) == RunPlace{0, 0, made.done[1]});
    CHECK(places.at(made.done[2]).group == 1);
}

TEST_CASE("a run deleted while it is shown drops out", "[gui][live]") {
    const QTemporaryDir folder;
    const std::filesystem::path file = folder.filePath("store.sqlite").toStdString();
    const ExampleStore made = writeExampleStore(file, ::getpid());
    RunLoader loader(file);
    Loaded loaded(loader);
    loader.show({{made.done.front(), Qt::blue}});
    REQUIRE(waitFor([&] { return loaded.runs.size() == 1; }));
    Database database = Database::openForWriting(file);
    RunStore(database).remove(made.done.front());
    REQUIRE(waitFor([&] { return loaded.runs.empty() && loaded.summaries.size() == 10; }));
}

TEST_CASE("a file that is no database is told in one line", "[gui][live]") {
    const QTemporaryDir folder;
    const std::filesystem::path file = folder.filePath("store.sqlite").toStdString();
    std::ofstream(file) << "this is no database, and it is long enough to have a header of the size they have";
    RunLoader loader(file);
    QSignalSpy failed(&loader, &RunLoader::failed);
    REQUIRE(waitFor([&] { return failed.count() > 0; }));
    CHECK(failed.front().front().toString().contains("store.sqlite"));
}
