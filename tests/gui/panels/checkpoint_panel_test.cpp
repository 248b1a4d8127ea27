#include "panels/checkpoint_panel.h"

#include "gui/keys.h"
#include "gui/wait.h"
#include "panels/buffer_view.h"
#include "plots/image_wall_plot.h"
#include "plots/plot_frame.h"
#include "reading/run_data_reader.h"

#include "spec/spec_file.h"
#include "store/database.h"
#include "store/run_files.h"
#include "store/run_store.h"
#include "support/catch.h"
#include "support/temporary_folder.h"
#include "weights/safetensors_writer.h"

#include <QTest>
#include <QThreadPool>
#include <fstream>

using namespace lightcl;

namespace {

/// A run of five tasks whose checkpoints after tasks 1 and 2 are there: two images of the first class, then one of
/// each class of both tasks but the second.
class BufferedRun {
public:
    BufferedRun() {
        std::filesystem::create_directories(folder_.path() / "store.sqlite.checkpoints");
        keep(1, {0, 0});
        keep(2, {0, 2, 3});
        data_ = std::make_shared<RunData>();
        data_->summary.id = 1;
        data_->summary.method = "er";
        data_->summary.state = RunState::Done;
        data_->summary.classNames = R"(["a","b","c","d","e","f","g","h","i","j"])";
        data_->spec = expandGrid(parseExperiment("name = \"x\"\n[scenario]\ndataset = \"fashion-mnist\"\ntasks = 5\n"
                                                 "[network]\nbackbone = \"mlp\"\n[measuring]\nkeep_checkpoints = "
                                                 "\"tasks\"\n[[method]]\nname = \"er\"\n",
                                                 "x"))
                          .front();
        data_->epochs = 2;
        for (int task = 1; task <= 3; ++task)
            for (int epoch = 1; epoch <= 2; ++epoch) {
                AccuracyRow row;
                row.trainedTask = task;
                row.epoch = epoch;
                row.evalTask = 1;
                data_->accuracies.push_back(row);
            }
        findCheckpoints();
    }

    void keep(int task, const std::vector<std::int64_t>& labels) {
        const std::vector<std::uint8_t> pixels(labels.size() * 16, 200);
        const auto count = std::ssize(labels);
        writeSafetensors(
            taskCheckpointFile(folder_.path() / "store.sqlite", 1, task),
            {{"task", std::to_string(task)}, {"epoch", "2"}},
            {{"state/method/buffer/images", ElementType::U8, {count, 1, 4, 4}, std::as_bytes(std::span(pixels))},
             {"state/method/buffer/labels", ElementType::I64, {count}, std::as_bytes(std::span(labels))}});
    }
    void findCheckpoints() { data_->keptCheckpoints = keptCheckpoints(folder_.path() / "store.sqlite", 1); }
    void cutShort(int task) {
        const auto file = taskCheckpointFile(folder_.path() / "store.sqlite", 1, task);
        std::filesystem::resize_file(file, std::filesystem::file_size(file) - 3);
        findCheckpoints();
    }
    void remove() {
        removeKeptCheckpoints(folder_.path() / "store.sqlite", 1);
        findCheckpoints();
    }
    [[nodiscard]] RunDataPtr data() const { return data_; }

private:
    test::TemporaryFolder folder_;
    std::shared_ptr<RunData> data_;
};

struct ShownBuffer {
    explicit ShownBuffer(const BufferedRun& run) {
        panel.resize(500, 400);
        panel.show();
        panel.showRuns({run.data()});
    }
    void goTo(RunPosition at) {
        panel.showMoment(Moment{at, false});
        CHECK(test::waitFor([&] { return panel.isRead(); }));
        QCoreApplication::processEvents();
    }
    CheckpointPanel panel;
    BufferView& view = *panel.buffer();
    PlotFrame& frame = *view.frame();
    ImageWallPlot& plot = *view.plot();
};

} // namespace

TEST_CASE("the buffer's images are those that the checkpoint of the moment holds", "[gui]") {
    const BufferedRun run;
    ShownBuffer shown(run);
    shown.goTo({2, 2});
    CHECK(shown.frame.readout() == "3 images of 3 classes, 1 each; none of b");
    REQUIRE(shown.plot.groups().size() == 4);
    CHECK(shown.plot.groups()[2].name == "c");
    CHECK(qGray(shown.plot.groups()[2].images.at(0).pixel(1, 1)) == 200);
    shown.goTo({2, 1}); // the task has not ended: what the one before it left
    CHECK(shown.frame.readout() == "2 images of 1 class; none of b");
    shown.goTo({3, 2}); // whose checkpoint is not there
    CHECK(shown.plot.groups().size() == 4);
}

TEST_CASE("a checkpoint is read once the panel is shown", "[gui]") {
    const BufferedRun run;
    ShownBuffer shown(run);
    shown.panel.hide();
    shown.panel.showMoment(Moment{{2, 2}, false});
    QThreadPool::globalInstance()->waitForDone();
    QCoreApplication::processEvents();
    CHECK_FALSE(shown.panel.isRead());
    shown.panel.show();
    CHECK(test::waitFor([&] { return shown.panel.isRead(); }));
    CHECK(shown.plot.groups().size() == 4);
}

TEST_CASE("the buffer's images are read by mouse and keys", "[gui]") {
    const BufferedRun run;
    ShownBuffer shown(run);
    shown.goTo({2, 2});
    shown.plot.replot();
    QTest::mouseMove(&shown.plot, shown.plot.pixelOf({0, 0}).toPoint());
    CHECK(test::waitFor([&] { return shown.frame.readout() == "a (task 1): image 1 of 1"; }));
    test::press(shown.plot, Qt::Key_Down); // over the class without images
    CHECK(shown.frame.readout() == "c (task 2): image 1 of 1");
    test::press(shown.plot, Qt::Key_Right);
    CHECK(shown.frame.readout() == "c (task 2): image 1 of 1");
    CHECK(shown.frame.exportTo(QDir::temp().filePath("buffer.csv"), ExportFormat::Csv).isEmpty());
}

TEST_CASE("why there is no buffer to see is told in its place", "[gui]") {
    BufferedRun run;
    SECTION("no task has ended yet") {
        ShownBuffer shown(run);
        shown.panel.showMoment(Moment{{1, 1}, false});
        CHECK_FALSE(shown.frame.hasPlot());
    }
    SECTION("the checkpoint is damaged") {
        run.cutShort(2);
        ShownBuffer shown(run);
        shown.goTo({2, 2});
        CHECK_FALSE(shown.frame.hasPlot());
    }
    SECTION("the checkpoints are gone") {
        run.remove();
        ShownBuffer shown(run);
        shown.panel.showMoment(Moment{{2, 2}, false});
        CHECK_FALSE(shown.frame.hasPlot());
    }
    SECTION("the method keeps no images") {
        run.keep(3, {});
        run.findCheckpoints();
        ShownBuffer shown(run);
        shown.goTo({3, 2});
        CHECK_FALSE(shown.frame.hasPlot());
    }
}
