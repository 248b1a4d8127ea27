#include "panels/memory_panel.h"
#include "panels/memory_view.h"
#include "plots/memory_plot.h"
#include "plots/plot_frame.h"

#include "gui/example_run.h"
#include "gui/keys.h"
#include "support/catch.h"

#include <QCheckBox>
#include <QSpinBox>

using namespace lightcl;

TEST_CASE("The memory panel marks what is over the budget and remembers the budget") {
    MemoryPanel panel;
    panel.showRuns(test::fourRuns());
    panel.peak()->setBudget(150);
    const auto& content = panel.peak()->plot()->content();
    CHECK(content.bars.size() == 12);
    CHECK_FALSE(panel.peak()->plot()->isOverBudget(content.bars[0].bytes.total()));
    CHECK(panel.peak()->plot()->isOverBudget(content.bars[3].bytes.total()));
    const MemoryPanel again;
    CHECK(again.findChild<QSpinBox*>()->value() == 150);
    panel.peak()->setBudget(0);
    CHECK_FALSE(panel.peak()->plot()->isOverBudget(std::int64_t{1} << 60));
}

TEST_CASE("Many runs have one bar each, labelled with their names, without a scroll bar") {
    std::vector<RunDataPtr> runs;
    for (int seed = 0; seed < 12; ++seed) runs.push_back(test::methodRun(seed + 1, "er", seed, Qt::red));
    MemoryPanel panel;
    panel.resize(720, 400);
    panel.showRuns(runs);
    const auto& content = panel.peak()->plot()->content();
    REQUIRE(content.bars.size() == 12);
    CHECK(content.bars[3].source == "measured");
    CHECK(content.bars[3].run == 3);
    panel.grab();
    CHECK(panel.peak()->plot()->minimumHeight() < 400);
    CHECK(panel.peak()->plot()->yAxis->tickVectorLabels().contains("ER, seed 3"));
    test::press(*panel.peak()->plot(), Qt::Key_Down);
    CHECK(panel.peak()->frame()->readout().startsWith("ER, seed 0, measured (peak in task 5): weights "));
}

TEST_CASE("A budget far above what is used stands at the edge, with its value") {
    MemoryPanel panel;
    panel.resize(720, 400);
    panel.showRuns({test::exampleRun()});
    panel.grab();
    auto& plot = *panel.peak()->plot();
    const auto reach = plot.xAxis->range().upper;
    panel.peak()->setBudget(8192);
    CHECK(plot.isBudgetBeyond());
    CHECK(plot.xAxis->range().upper == Approx(reach).epsilon(0.1));
    panel.grab();
    const auto labels = plot.xAxis2->tickVectorLabels();
    REQUIRE(labels.size() == 1);
    CHECK(labels[0].startsWith("budget 8"));
    CHECK(labels[0].endsWith(QString::fromUtf8("→")));
    panel.peak()->setBudget(static_cast<int>(reach));
    CHECK_FALSE(plot.isBudgetBeyond());
    panel.peak()->setBudget(0);
}

TEST_CASE("Arrow keys read the memory's pieces in bytes, the process's peak after the last") {
    MemoryPanel panel;
    panel.showRuns({test::exampleRun()});
    for (auto* box : panel.findChildren<QCheckBox*>()) box->setChecked(box->text().contains("RSS"));
    test::press(*panel.peak()->plot(), Qt::Key_Down);
    CHECK(panel.peak()->frame()->readout() == "LightCL, seed 0, predicted: weights 42.6 MiB (44,700,794 bytes)");
    test::press(*panel.peak()->plot(), Qt::Key_Down);
    test::press(*panel.peak()->plot(), Qt::Key_Down);
    for (int step = 0; step < 12; ++step) test::press(*panel.peak()->plot(), Qt::Key_Right);
    CHECK(panel.peak()->frame()->readout() ==
          "LightCL, seed 0, measured (peak in task 5): process peak RSS 412.0 MiB (432,013,312 bytes)");
}
