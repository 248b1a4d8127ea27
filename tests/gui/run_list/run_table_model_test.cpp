#include "run_list/run_table_model.h"

#include "gui/run_list/model_text.h"
#include "gui/run_rows.h"
#include "run_list/run_filter_model.h"
#include "support/catch.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

#include <algorithm>
#include <optional>
#include <string>

using namespace lightcl;
using namespace lightcl::test;

namespace {

constexpr auto kFatal = QAbstractItemModelTester::FailureReportingMode::Fatal;

} // namespace

TEST_CASE("the run table prints every figure", "[gui][models]") {
    RunTableModel model(RunColors("store"));
    const QAbstractItemModelTester tester(&model, kFatal);
    RunSummary running = doneRun(2, "lightcl");
    running.state = RunState::Running;
    running.progress.fraction = 0.437;
    running.forgetting.reset();
    running.measuredPeakBytes.reset();
    model.setRuns({doneRun(1), running});
    CHECK(printed(model, runColumn("seconds") + 1) ==
          " | Name | Method | Seed | State | Class-IL | Task-IL | Forgetting | BWT | "
          "Predicted | Measured | Peak RSS | Time\n"
          " | quick start | ER | 0 | done | 54.44 | 92.25 | 40.12 | -40.12 | 100.0 MiB | "
          "104.0 MiB | 400.0 MiB | 3 min 05 s\n"
          " | quick start | LightCL | 0 | running 43 % | 54.44 | 92.25 |  | -40.12 | 100.0 "
          "MiB |  | 400.0 MiB | 3 min 05 s");
}

TEST_CASE("the run table changes only what changed", "[gui][models]") {
    RunTableModel model(RunColors("store"));
    const QAbstractItemModelTester tester(&model, kFatal);
    model.setRuns({doneRun(1), doneRun(3), doneRun(4)});
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted); // neighbours arrive together
    QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);

    model.setRuns({doneRun(1), doneRun(2), doneRun(4), doneRun(5), doneRun(6)});
    CHECK(inserted.count() == 2);
    CHECK(removed.count() == 1);
    CHECK(reset.isEmpty());
    REQUIRE(model.rowCount() == 5);
    CHECK(model.rowOf(2) == 1);
    CHECK(model.rowOf(3) == -1);

    removed.clear();
    model.setRuns({doneRun(4)});
    CHECK(removed.count() == 2); // 1 and 2, 5 and 6
    REQUIRE(model.rowCount() == 1);
    CHECK(model.rowOf(4) == 0);
    model.setRuns({});
    CHECK(model.rowCount() == 0);
}

TEST_CASE("cells tell full figures, units and why a run failed", "[gui][models]") {
    RunTableModel model(RunColors("store"));
    RunSummary failed = doneRun(7);
    failed.state = RunState::Failed;
    failed.message = "worker ended by signal 9\nlast line";
    model.setRuns({failed});
    const auto tip = [&](std::string_view figure) {
        return model.index(0, runColumn(figure)).data(Qt::ToolTipRole).toString().toStdString();
    };
    CHECK(tip("state") == "quick start: ER, seed 0: failed\nworker ended by signal 9\nlast line");
    CHECK(tip("measured_peak_bytes") == "Measured peak of tensor memory: 109,051,904 bytes");
    CHECK(tip("class_il") == "Class-incremental accuracy at the end, mean over tasks, in %: 54.4400 %");
}

TEST_CASE("every figure of a run has its column, its title and its help", "[gui][models]") {
    const RunTableModel model(RunColors("store"));
    REQUIRE(model.columnCount() == static_cast<int>(runFigureTable().size()) + 1);
    for (const RunFigure& figure : runFigureTable()) {
        const int column = runColumn(figure.name);
        CHECK(figureOf(column) == &figure);
        CHECK(isShownByDefault(column) == (column <= runColumn("seconds"))); // those come first
        CHECK(!model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString().isEmpty());
        CHECK(!model.headerData(column, Qt::Horizontal, Qt::ToolTipRole).toString().isEmpty());
    }
    CHECK(columnHelp(runColumn("forgetting")).endsWith("in %; lower is better"));
}

TEST_CASE("runs sort by their figures and filter by words", "[gui][models]") {
    RunTableModel model(RunColors("store"));
    RunFilterModel filter;
    filter.setSourceModel(&model);
    const QAbstractItemModelTester tester(&filter, kFatal);
    RunSummary small = doneRun(1);
    small.measuredPeakBytes = 9 << 20;
    RunSummary none = inState(doneRun(2, "lightcl"), RunState::Queued);
    none.measuredPeakBytes.reset();
    model.setRuns({small, none, doneRun(3, "sgd")});
    const auto ids = [&] {
        std::vector<qlonglong> found;
        for (int row = 0; row < filter.rowCount(); ++row)
            found.push_back(filter.index(row, 0).data(RunListModel::RunIdRole).toLongLong());
        return found;
    };

    // 9 MiB comes before 104 MiB, which a sort by text would turn round.
    filter.sort(runColumn("measured_peak_bytes"), Qt::AscendingOrder);
    CHECK(ids() == std::vector<qlonglong>{2, 1, 3});
    filter.sort(runColumn("measured_peak_bytes"), Qt::DescendingOrder);
    CHECK(ids() == std::vector<qlonglong>{3, 1, 2});
    filter.setFilterText("DONE er");
    CHECK(ids() == std::vector<qlonglong>{1});
    filter.setFilterText("queued lightcl seed 0");
    CHECK(ids() == std::vector<qlonglong>{2});
    filter.setFilterText("no such run");
    CHECK(ids().empty());
}

TEST_CASE("a word of the filter that is a run's own word means that word alone", "[gui][models]") {
    RunTableModel model(RunColors("store"));
    RunFilterModel filter;
    filter.setSourceModel(&model);
    const auto run = [](RunId id, const std::string& method, std::int64_t seed) {
        RunSummary made = doneRun(id, method);
        made.seed = seed;
        made.name = "test 2";
        return made;
    };
    model.setRuns({run(1, "er", 2), run(2, "der++", 2), run(3, "er", 0), run(4, "er-ace", 2), run(5, "lightcl", 12)});
    const auto found = [&](const char* words) {
        filter.setFilterText(words);
        std::vector<qlonglong> ids;
        for (int row = 0; row < filter.rowCount(); ++row)
            ids.push_back(filter.index(row, 0).data(RunListModel::RunIdRole).toLongLong());
        std::ranges::sort(ids);
        return ids;
    };
    CHECK(found("er seed 2") == std::vector<qlonglong>{1});
    CHECK(found("seed 2 er") == std::vector<qlonglong>{1});
    CHECK(found("er") == std::vector<qlonglong>{1, 3});
    CHECK(found("der") == std::vector<qlonglong>{2}); // a part, for no run has the word
    CHECK(found("seed 2") == std::vector<qlonglong>{1, 2, 4});
    CHECK(found("light") == std::vector<qlonglong>{5});
    // A run that comes later may have it.
    filter.setFilterText("ac");
    CHECK(filter.rowCount() == 1);
    RunSummary named = run(6, "sgd", 0);
    named.name = "ac";
    model.setRuns({run(4, "er-ace", 2), named});
    CHECK(filter.rowCount() == 1);
    CHECK(filter.index(0, 0).data(RunListModel::RunIdRole).toLongLong() == 6);
}

TEST_CASE("seeds are shades of the colour of their method and setting, which the user may choose", "[gui][models]") {
    RunTableModel model(RunColors("store of seeds"));
    model.setRuns({doneRun(4), doneRun(5), doneRun(6)});
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.setPlaces({{4, {0, 0, 4}}, {5, {0, 1, 4}}, {6, {1, 0, 6}}});
    CHECK(changed.count() == 1);
    const RunColors& colors = model.colors();
    CHECK(colors.groupColor(4) == colors.groupColor(5));
    CHECK(colors.color(4) == colors.groupColor(4));
    CHECK(colors.color(5) != colors.color(4));
    CHECK(colors.groupColor(6) != colors.groupColor(4));
    model.chooseColor(5, QColor(Qt::darkGreen));
    CHECK(colors.groupColor(4) == QColor(Qt::darkGreen));
    CHECK(colors.color(4) == QColor(Qt::darkGreen));
    CHECK(colors.color(5) != QColor(Qt::darkGreen));
}

TEST_CASE("a run keeps its colour, or the one the user chose", "[gui][models]") {
    RunTableModel model(RunColors("store"));
    model.setRuns({doneRun(1), doneRun(2)});
    const QColor first = model.index(0, 0).data(Qt::DecorationRole).value<QColor>();
    const QColor second = model.index(1, 0).data(Qt::DecorationRole).value<QColor>();
    CHECK(first != second);
    model.setRuns({doneRun(2)});
    CHECK(model.index(0, 0).data(Qt::DecorationRole).value<QColor>() == second);

    model.chooseColor(2, QColor(Qt::red));
    CHECK(RunColors("store").color(2) == QColor(Qt::red));
    CHECK(RunColors("another store").color(2) == second);
}

TEST_CASE("a branch stands beneath its parent, however the runs are sorted and filtered", "[gui][models]") {
    RunTableModel model(RunColors("store"));
    RunFilterModel filter;
    filter.setSourceModel(&model);
    const QAbstractItemModelTester tester(&filter, kFatal);
    const auto run = [](RunId id, double classIl, std::optional<RunId> parent = {}) {
        RunSummary made = doneRun(id, parent ? "lightcl" : "er");
        made.classIl = classIl;
        made.parentRun = parent;
        if (parent) made.branchTask = 2;
        return made;
    };
    // Their ids and accuracies, with a stroke for each ancestor that is listed.
    const auto rows = [&] {
        std::string text;
        for (int row = 0; row < filter.rowCount(); ++row) {
            const auto index = filter.index(row, 0);
            text += std::string(static_cast<std::size_t>(index.data(RunListModel::DepthRole).toInt()), '-') +
                    std::to_string(index.data(RunListModel::RunIdRole).toLongLong()) + ' ';
        }
        return text;
    };
    filter.sort(kColorColumn, Qt::AscendingOrder);
    model.setRuns({run(1, 0.5), run(2, 0.4), run(3, 0.9, 1), run(4, 0.1, 1), run(5, 0.7, 3)});
    CHECK(rows() == "1 -3 --5 -4 2 ");
    filter.sort(kColorColumn, Qt::DescendingOrder);
    CHECK(rows() == "2 1 -4 -3 --5 ");
    filter.sort(runColumn("class_il"), Qt::AscendingOrder);
    CHECK(rows() == "2 1 -4 -3 --5 ");
    filter.sort(runColumn("class_il"), Qt::DescendingOrder);
    CHECK(rows() == "1 -3 --5 -4 2 ");

    // Without their parent they stand by themselves, and go back beneath it.
    filter.setFilterText("lightcl");
    CHECK(rows() == "3 -5 4 ");
    filter.setFilterText({});
    CHECK(rows() == "1 -3 --5 -4 2 ");
    RunSummary archived = run(3, 0.9, 1);
    archived.archived = 1;
    model.setRuns({run(1, 0.5), run(2, 0.4), archived, run(4, 0.1, 1), run(5, 0.7, 3)});
    CHECK(rows() == "1 -5 -4 2 ");
    model.setRuns({run(1, 0.5), run(2, 0.4), run(3, 0.3, 1), run(4, 0.35, 1), run(5, 0.7, 3)});
    CHECK(rows() == "1 -4 -3 --5 2 ");
    // One that arrives late, and a parent that is deleted.
    model.setRuns({run(1, 0.5), run(2, 0.4), run(3, 0.3, 1), run(4, 0.35, 1), run(5, 0.7, 3), run(6, 0.99, 2)});
    CHECK(rows() == "1 -4 -3 --5 2 -6 ");
    RunSummary orphan = run(3, 0.3, 1), other = run(4, 0.35, 1);
    orphan.parentRun.reset();
    other.parentRun.reset();
    model.setRuns({run(2, 0.4), orphan, other, run(5, 0.7, 3), run(6, 0.99, 2)});
    CHECK(rows() == "2 -6 4 3 -5 ");
    // A parent that was merged in after its branch has the higher number.
    model.setRuns({run(2, 0.4, 9), run(9, 0.1)});
    CHECK(rows() == "9 -2 ");
    model.setRuns({run(2, 0.4, 9), run(9, 0.1, 2)}); // damaged
    CHECK(rows() == "2 9 ");
}

TEST_CASE("a branch says where it comes from", "[gui][models]") {
    RunTableModel model(RunColors("store"));
    RunSummary branch = doneRun(4);
    branch.parentRun = 3;
    branch.branchTask = 2;
    RunSummary orphan = doneRun(5);
    orphan.branchTask = 1;
    model.setRuns({doneRun(3), branch, orphan});
    const auto origin = [&](int row) { return model.index(row, originColumn()).data().toString(); };
    CHECK(columnTitle(originColumn()) == "Origin");
    CHECK(origin(0).isEmpty());
    CHECK(origin(1) == "from run 3 after task 2");
    CHECK(origin(2) == "from a run that is not here after task 1"); // merged in alone
    model.setRuns({branch});
    CHECK(origin(0) == "from run 3 (deleted) after task 2");
}
