#include "compare/listed_groups.h"
#include "gui/run_list/listed_store.h"
#include "gui/run_rows.h"
#include "run_list/run_table_rows.h"

#include <QAbstractItemModelTester>
#include <QLabel>
#include <algorithm>

using namespace lightcl;
using namespace lightcl::test;

namespace {

/// Names and fold states: "ER+" an open group, "ER-" a folded one, "3" a run.
std::string rowsOf(QAbstractItemModel& model) {
    std::string text;
    for (int row = 0; row < model.rowCount(); ++row) {
        const QModelIndex index = model.index(row, 0);
        const QVariant fold = index.data(RunListModel::FoldRole);
        const auto name = index.siblingAtColumn(runColumn("name")).data().toString();
        text += fold.isValid() ? name.section(',', 0, 0).toStdString() + (fold.toBool() ? "+ " : "- ")
                               : std::to_string(index.data(RunListModel::RunIdRole).toLongLong()) + ' ';
    }
    return text;
}

RunFactsById factsOf(const std::vector<RunSummary>& runs) {
    RunFactsById facts;
    for (const RunSummary& run : runs) {
        auto made = std::make_shared<RunFacts>();
        made->spec = parseRun("name = \"a\"\nseeds = [" + std::to_string(run.seed) +
                                  "]\n[scenario]\ndataset = \"fashion-mnist\"\n[network]\nbackbone = \"mlp\"\n"
                                  "[[method]]\nname = \"" +
                                  run.method + "\"\n",
                              "test");
        facts[run.id] = std::move(made);
    }
    return facts;
}

RunSummary run(RunId id, const std::string& method, int seed, double classIl) {
    RunSummary made = doneRun(id, method);
    made.seed = seed;
    made.classIl = classIl;
    return made;
}

} // namespace

TEST_CASE("groups fold, sort by their means, and keep their place as runs come and go", "[gui][models]") {
    RunTableModel runs(RunColors("store"));
    RunTableRows rows(runs);
    RunFilterModel& model = rows.model();
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    std::vector<RunSummary> all = {run(1, "er", 0, 0.5), run(2, "er", 1, 0.4), run(3, "lightcl", 0, 0.6),
                                   run(4, "lightcl", 1, 0.2), run(5, "sgd", 0, 0.1)};
    model.sort(kColorColumn, Qt::AscendingOrder);
    runs.setRuns(all);
    runs.setFacts(factsOf(all));
    CHECK(rowsOf(model) == "1 2 3 4 5 ");
    rows.groupBy("setting");
    CHECK(rowsOf(model) == "ER- LightCL- SGD- ");
    rows.setOpen(model.index(0, 0), true);
    CHECK(rowsOf(model) == "ER+ 1 2 LightCL- SGD- ");
    CHECK(model.index(1, 0).data(RunListModel::DepthRole).toInt() == 1);
    CHECK(model.index(1, 0).data(RunListModel::InGroupRole).toBool());
    model.sort(runColumn("class_il"), Qt::AscendingOrder); // means 0.45, 0.40, 0.10
    CHECK(rowsOf(model) == "SGD- LightCL- ER+ 2 1 ");
    model.sort(runColumn("class_il"), Qt::DescendingOrder);
    CHECK(rowsOf(model) == "ER+ 1 2 LightCL- SGD- ");

    // A better run turns the groups round; the open one stays open, and a new one comes folded.
    all.push_back(run(6, "lightcl", 2, 0.9));
    all.push_back(run(7, "a-gem", 0, 0.3));
    runs.setRuns(all);
    runs.setFacts(factsOf(all));
    CHECK(rowsOf(model) == "LightCL- ER+ 1 2 A-GEM- SGD- ");
    std::erase_if(all, [](const RunSummary& any) { return any.id == 1 || any.id == 5; });
    runs.setRuns(all);
    CHECK(rowsOf(model) == "LightCL- ER+ 2 A-GEM- ");

    // A filter leaves the groups that still have runs, with the figures of these.
    model.setFilterText("seed 2");
    CHECK(rowsOf(model) == "LightCL- ");
    CHECK(model.index(0, runColumn("class_il")).data().toString() == "90.00");
    model.setFilterText({});
    rows.groupBy("seed");
    CHECK(rowsOf(model) == "seed = 2- seed = 0- seed = 1- ");
    rows.setAllOpen(true);
    CHECK(rowsOf(model) == "seed = 2+ 6 seed = 0+ 3 7 seed = 1+ 2 4 ");
    CHECK_THROWS(rows.groupBy("class_il"));
    CHECK(rows.grouping() == "seed");
    rows.groupBy({});
    CHECK(rowsOf(model) == "6 3 2 7 4 ");
    // Runs of no group, as pretrainings are, stand after all groups.
    all.front().role = "pretraining";
    runs.setRuns(all);
    rows.groupBy("setting");
    CHECK(rowsOf(model) == "LightCL- A-GEM- 2 ");
    runs.setRuns({});
    CHECK(rowsOf(model).empty());
}

TEST_CASE("the table shows groups over seeds, folded and opened by mouse and keys", "[gui][groups]") {
    ListedStore on;
    REQUIRE(on.rows() == 11);
    on.groupBy("method and setting");
    REQUIRE(on.rows() == 4);
    const int er = on.rowNamed("ER");
    CHECK(on.text(er, "name") == "ER, 4 runs (2 finished)");
    // As the command line has them.
    std::vector<const RunRecord*> finished;
    for (const auto* record : on.test.window.runModel().records())
        if (record->summary.method == "er" && record->summary.state == RunState::Done) finished.push_back(record);
    const auto groups = listedGroups(finished, std::nullopt);
    REQUIRE(groups.size() == 1);
    CHECK(on.text(er, "class_il") == groupCell(runFigure("class_il"), groups.front()));
    CHECK(on.cell(er, "class_il").data(Qt::ToolTipRole).toString().contains("over 2 finished runs"));

    on.click(er, {}); // its mark
    CHECK(on.rows() == 8);
    CHECK(on.panel().selectedRuns().empty());
    on.click(er, {});
    CHECK(on.rows() == 4);
    on.click(er, "method");
    QTest::keyClick(&on.table(), Qt::Key_Right);
    CHECK(on.rows() == 8);
    QTest::keyClick(&on.table(), Qt::Key_Left);
    CHECK(on.rows() == 4);
    QTest::keyClick(&on.table(), Qt::Key_Return);
    CHECK(on.rows() == 8);
    QTest::keyClick(&on.table(), Qt::Key_Down);
    QTest::keyClick(&on.table(), Qt::Key_Home);
    QTest::keyClick(&on.table(), Qt::Key_Left); // from a run's first column to its group
    CHECK(on.table().currentIndex().row() == er);
    QTest::mouseDClick(on.table().viewport(), Qt::LeftButton, {},
                       on.table().visualRect(on.cell(er, "method")).center());
    CHECK(on.rows() == 4);
    actionOf(on.test.window, "&Unfold all groups")->trigger();
    CHECK(on.rows() == 15);
    actionOf(on.test.window, "&Fold all groups")->trigger();
    CHECK(on.rows() == 4);
    on.groupBy("no groups");
    CHECK(on.rows() == 11);
    CHECK_FALSE(actionOf(on.test.window, "&Unfold all groups")->isEnabled());
}

TEST_CASE("a selected group selects its runs, and runs that are picked elsewhere open theirs", "[gui][groups]") {
    ListedStore on;
    on.groupBy("setting");
    REQUIRE(on.rows() == 4);
    on.click(on.rowNamed("ER"), "method");
    const std::vector<RunId> er = {on.made.done[2], on.made.done[3], on.made.failed, on.made.queued};
    auto selected = on.panel().selectedRuns();
    CHECK(std::ranges::is_permutation(selected, er));
    on.click(on.rowNamed("JOINT"), "method", Qt::ControlModifier);
    CHECK(on.panel().selectedRuns().size() == 5);
    CHECK(waitFor([&] { return on.test.window.runModel().isDrawn(on.made.done[6]); }));
    // All of a group is its row; a part of one opens it.
    on.panel().selectRuns(er);
    CHECK(on.rows() == 4);
    CHECK(std::ranges::is_permutation(on.panel().selectedRuns(), er));
    on.panel().selectRuns({on.made.done[2], on.made.done[0]});
    CHECK(on.panel().selectedRuns() == std::vector<RunId>{on.made.done[2], on.made.done[0]});
    CHECK(on.rows() > 4);
    // A group that gains a run tells so.
    on.panel().selectRuns(er);
    int told = 0;
    QObject::connect(&on.panel(), &RunTablePanel::selectionChanged, &on.panel(), [&told] { ++told; });
    on.test.window.workspace()->remove({on.made.queued});
    REQUIRE(waitFor([&] { return on.test.window.runModel().rowCount() == 10; }));
    CHECK(told > 0);
    CHECK(on.panel().selectedRuns().size() == 3);
}

TEST_CASE("a key that runs cannot be grouped by is told, and the groups stay", "[gui][groups]") {
    ListedStore on;
    on.groupBy("buffer_size");
    CHECK(on.rowNamed("buffer_size = 200") >= 0);
    CHECK(on.rowNamed("without buffer_size") >= 0);
    const int before = on.rows();
    const auto says = [&](const QString& words) {
        const auto labels = on.panel().findChildren<ErrorLabel*>();
        return std::ranges::any_of(
            labels, [&](const ErrorLabel* label) { return label->isVisible() && label->text().contains(words); });
    };
    on.groupBy("bufer_size");
    CHECK(says("did you mean buffer_size?"));
    CHECK(on.rows() == before);
    CHECK(on.control<QComboBox>("Group runs by").currentText() == "buffer_size");
    on.groupBy("class_il");
    CHECK(says("class_il is what runs reached"));
    on.groupBy("seed");
    CHECK_FALSE(says("Group by"));
    CHECK(on.rowNamed("seed = 0") >= 0);
    // The list offers what tells the runs apart.
    auto& box = on.control<QComboBox>("Group runs by");
    box.showPopup();
    CHECK(box.findText("buffer_size") > 0);
    CHECK(box.findText("dataset") < 0);
    box.hidePopup();
}

TEST_CASE("results are shown as differences to a pinned baseline until it goes", "[gui][baseline]") {
    ListedStore on;
    const auto textOf = [&](RunId id, const char* figure) {
        const int row = on.test.window.runModel().rowOf(id);
        return on.test.window.runModel().index(row, runColumn(figure)).data().toString().toStdString();
    };
    const auto valueOf = [&](RunId id) { return *on.test.window.runModel().find(id)->classIl; };
    const RunId base = on.made.done[2];
    const RunId other = on.made.done[0];
    const std::string plain = textOf(other, "class_il");
    on.panel().selectRuns({base});
    QTest::keyClick(&on.test.window, Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier);
    REQUIRE(on.test.window.runModel().baseline());
    CHECK(textOf(other, "class_il") ==
          baselineCell(runFigure("class_il"), valueOf(other), *on.test.window.runModel().baseline()));
    CHECK(std::string("+-").find(textOf(other, "class_il").front()) != std::string::npos);
    CHECK(textOf(base, "class_il").find_first_of("+-") == std::string::npos); // its own figures
    CHECK(on.cell(0, "class_il").data(Qt::TextAlignmentRole).toInt() & Qt::AlignRight);
    const int row = on.test.window.runModel().rowOf(base);
    CHECK(on.test.window.runModel()
              .index(row, runColumn("name"))
              .data(Qt::AccessibleTextRole)
              .toString()
              .endsWith(", baseline"));
    CHECK_FALSE(actionOf(on.test.window, "Compare &with this")->isEnabled());
    CHECK(on.control<QWidget>("What the runs are compared with").accessibleDescription().contains("ER, seed 0"));

    // It stays across a refresh, and may be a group.
    on.test.window.workspace()->loader().reload();
    on.groupBy("setting");
    CHECK(on.test.window.runModel().baseline());
    on.click(on.rowNamed("LightCL"), "method");
    actionOf(on.test.window, "Compare &with this")->trigger();
    CHECK(on.test.window.runModel().baseline()->isGroup);
    CHECK(on.text(on.rowNamed("LightCL"), "class_il").find("±") != std::string::npos);
    const std::string er = on.text(on.rowNamed("ER"), "class_il");
    CHECK(std::string("+-").find(er.front()) != std::string::npos);
    CHECK(on.cell(on.rowNamed("LightCL"), "name").data(RunListModel::BaselineRole).toBool());
    on.groupBy("no groups");
    CHECK(on.test.window.runModel().baseline());
    for (auto* button : on.panel().findChildren<QPushButton*>())
        if (button->text() == "Stop comparing") QTest::mouseClick(button, Qt::LeftButton);
    CHECK_FALSE(on.test.window.runModel().baseline());
    CHECK(textOf(other, "class_il") == plain);

    on.panel().selectRuns({base});
    actionOf(on.test.window, "Compare &with this")->trigger();
    QString said;
    QObject::connect(&on.panel(), &RunTablePanel::message, &on.panel(), [&said](const QString& text) { said = text; });
    on.test.window.workspace()->remove({base});
    REQUIRE(waitFor([&] { return !on.test.window.runModel().baseline(); }));
    CHECK(said.contains("was deleted"));
    CHECK(textOf(other, "class_il") == plain);
}
