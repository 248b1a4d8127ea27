#include "panels/layer_details.h"

#include "gui/example_run.h"
#include "gui/keys.h"
#include "gui/wait.h"
#include "panels/channels_view.h"
#include "panels/drift_view.h"
#include "panels/layer_history_view.h"
#include "panels/weights_view.h"
#include "plots/curve_plot.h"
#include "plots/plot_frame.h"
#include "plots/value_bars_plot.h"
#include "store/run_files.h"
#include "support/catch.h"
#include "support/temporary_folder.h"
#include "weights/safetensors_writer.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QTabBar>
#include <QTest>
#include <QToolButton>
#include <algorithm>
#include <cmath>

using namespace lightcl;

namespace {

/// The example run, and checkpoints after its tasks 1 and 2 that hold one of its layers with three channels.
class KeptRun {
public:
    KeptRun() : run_(std::make_shared<RunData>(*test::exampleRun())) {
        std::filesystem::create_directories(folder_.path() / "s.sqlite.checkpoints");
        keep(1, {1, 1, 1, 1, 1, 1});
        keep(2, {1, 0, 0, 3, 2, 0});
        run_->keptCheckpoints = keptCheckpoints(folder_.path() / "s.sqlite", 1);
    }
    [[nodiscard]] RunDataPtr data() const { return run_; }
    [[nodiscard]] static std::size_t layer() { return 2; }

private:
    void keep(int task, const std::vector<float>& weights) {
        const std::vector<std::int64_t> held{1};
        const auto name = "state/network/" + run_->layerMetrics.layers().at(layer()) + ".weight";
        const auto channels = "state/method/patterns/" + std::to_string(layer()) + ".channels";
        writeSafetensors(taskCheckpointFile(folder_.path() / "s.sqlite", 1, task),
                         {{"task", std::to_string(task)}, {"epoch", "3"}},
                         {{channels, ElementType::I64, {1}, std::as_bytes(std::span(held))},
                          {name, ElementType::F32, {3, 2}, std::as_bytes(std::span(weights))}});
    }

    test::TemporaryFolder folder_;
    std::shared_ptr<RunData> run_;
};

/// Shown, with the channels in front, as they were when task 2 had ended.
struct ShownDetails {
    explicit ShownDetails(const KeptRun& run) {
        details.resize(520, 420);
        details.show();
        details.showLayer(run.data(), KeptRun::layer(), "learning_plasticity", false);
        details.showPage(details.channels());
        goTo(2);
    }
    void goTo(int task) {
        details.setMoment(RunPosition{task, epochCount(*test::exampleRun())});
        CHECK(test::waitFor([&] { return channels.plot()->bars().bars.size() == 3; }));
        QCoreApplication::processEvents();
    }
    LayerDetails details;
    ChannelsView& channels = *details.channels();
    WeightsView& weights = *details.weights();
};

} // namespace

TEST_CASE("A layer's channels are those that the checkpoint of the moment holds", "[gui]") {
    const KeptRun run;
    ShownDetails shown(run);
    CHECK(shown.channels.frame()->readout() == "3 channels: LightCL holds on to 1");
    const auto& bars = shown.channels.plot()->bars();
    CHECK(bars.bars[0].label == "1"); // the largest first: 3, 2, 1
    CHECK(bars.bars[0].height == 3);
    CHECK(bars.kinds[bars.bars[0].kind].name == "held on to by LightCL");
    QTest::mouseClick(shown.channels.sorted(), Qt::LeftButton, {}, {8, shown.channels.sorted()->height() / 2});
    CHECK(shown.channels.plot()->bars().bars[0].label == "0");
    shown.goTo(1);
    CHECK(shown.channels.plot()->bars().bars[1].height == Approx(std::sqrt(2.0)));
}

TEST_CASE("Pointer and arrow keys read a channel", "[gui]") {
    const KeptRun run;
    ShownDetails shown(run);
    auto& plot = *shown.channels.plot();
    plot.replot(QCustomPlot::rpImmediateRefresh);
    QTest::mouseMove(&plot, plot.pixelOf(1).toPoint());
    CHECK(test::waitFor([&] { return plot.currentBar() == 1U; }));
    CHECK(shown.channels.frame()->readout() == "channel 2: norm of the channel's weights 2");
    QTest::keyClick(&plot, Qt::Key_Left);
    CHECK(shown.channels.frame()->readout() == "channel 1: norm of the channel's weights 3, held on to by LightCL");
}

TEST_CASE("Weights stand beside those of the task before", "[gui]") {
    const KeptRun run;
    ShownDetails shown(run);
    shown.details.showPage(&shown.weights);
    CHECK(test::waitFor([&] { return !shown.weights.plot()->bars().outline.empty(); }));
    const auto& bars = shown.weights.plot()->bars();
    CHECK(bars.outlineName == "after task 1");
    CHECK(bars.highest() == 6); // six ones after task 1
    CHECK(shown.weights.frame()->readout().startsWith("6 weights, mean 1, sd 1.15, from 0 to 3; moved by"));
}

TEST_CASE("Without checkpoints the layer's channels say what would make them", "[gui]") {
    const auto run = std::make_shared<RunData>(*test::exampleRun());
    run->spec.reset();
    LayerDetails details;
    details.resize(520, 420);
    details.show();
    details.showLayer(run, 2, "learning_plasticity", false);
    details.showPage(details.channels());
    details.setMoment(RunPosition{2, 1});
    CHECK_FALSE(details.channels()->frame()->hasPlot());
    const auto labels = details.channels()->findChildren<QLabel*>();
    CHECK(std::any_of(labels.begin(), labels.end(),
                      [](const QLabel* label) { return label->text().contains("keep_checkpoints"); }));
}

TEST_CASE("Below a layer's history stand its metrics at the moment", "[gui]") {
    LayerDetails details;
    details.show();
    details.showLayer(test::exampleRun(), 2, "learning_plasticity", false);
    details.setMoment(RunPosition{2, 1});
    CHECK(details.history()->values()->text().startsWith("Task 2, epoch 1: "));
    details.setMoment(std::nullopt);
    CHECK_FALSE(details.history()->values()->text().startsWith("Task 2, epoch 1: "));
}

TEST_CASE("A layer's drift has a curve for each earlier task, and follows the measure and the moment", "[gui]") {
    const auto run = std::make_shared<RunData>(*test::exampleRun());
    const int last = epochCount(*run);
    run->layerDrifts = {
        {2, last, 2, 1, 0.8, 0.9}, {3, last, 2, 1, 0.6, 0.7}, {3, last, 2, 2, 0.5, 0.95}, {3, last, 1, 2, 0.1, 0.1}};
    LayerDetails details;
    details.show();
    details.showLayer(run, 2, "memory_stability", false);
    details.showPage(details.drift());
    const auto& drift = *details.drift();
    REQUIRE(drift.plot()->curves().size() == 2);
    CHECK(drift.plot()->curves()[0].y == std::vector<double>{0.8, 0.6});
    CHECK(drift.frame()->readout().contains("After task 3"));
    CHECK(drift.frame()->readout().contains("features of task 2 had moved most: memory stability 0.500"));
    details.setMoment(RunPosition{2, last});
    CHECK(drift.frame()->readout().contains("After task 2"));
    test::press(*drift.measureBox(), Qt::Key_Down);
    CHECK(drift.plot()->curves()[0].y == std::vector<double>{0.9, 0.7});
    CHECK(drift.frame()->readout().contains("linear CKA 0.900"));
}

TEST_CASE("The button that closes a layer stands beside the tabs, however little room there is", "[gui]") {
    LayerDetails details;
    details.showLayer(test::exampleRun(), 2, "learning_plasticity", false);
    details.show();
    for (const int width : {520, 230, 170}) {
        details.resize(width, 400);
        QCoreApplication::processEvents();
        const auto* close = [&] {
            for (const auto* button : details.findChildren<QToolButton*>())
                if (button->accessibleName() == "Close the layer") return button;
            return static_cast<const QToolButton*>(nullptr);
        }();
        REQUIRE(close);
        CHECK_FALSE(close->geometry().intersects(details.tabs()->geometry()));
        for (int tab = 0; tab < details.tabs()->count(); ++tab)
            CHECK(details.tabs()->tabRect(tab).right() < details.tabs()->width());
    }
}

TEST_CASE("A click on a tab shows its page", "[gui]") {
    LayerDetails details;
    details.resize(520, 400);
    details.showLayer(test::exampleRun(), 2, "learning_plasticity", false);
    details.show();
    QTest::mouseClick(details.tabs(), Qt::LeftButton, {}, details.tabs()->tabRect(1).center());
    CHECK(details.drift()->isVisible());
    CHECK_FALSE(details.history()->isVisible());
}
