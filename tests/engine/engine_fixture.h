#pragma once

#include "backbones/backbones.h"
#include "checkpoint/tensor_file.h"
#include "data/dataset.h"
#include "engine/run_observer.h"
#include "methods/method.h"
#include "networks/network.h"
#include "scenarios/scenario.h"
#include "spec/experiment_spec.h"

#include <functional>
#include <map>
#include <string>
#include <tuple>
#include <vector>

namespace lightcl::test {

/// Networks small enough for tests that train, as a spec writes them.
inline constexpr auto kPerceptron = "backbone = \"mlp\"\nhidden = [9, 8]";
inline constexpr auto kCnn = "backbone = \"small-cnn\"\nwidth = 2";

/// Noise pictures of ten classes, each brighter in rows of its own so that it can be learnt; shuffled classes, fixed
/// seed.
Dataset madeUpDataset(Shape shape, std::int64_t trainPerClass, std::int64_t testPerClass);

/// Ten classes in their order, two a task, all of the data.
ScenarioSettings fiveTasks();

/// One small network of each backbone, for inputs of 3x16x16.
std::vector<NetworkSpec> smallNetworks();
Network madeUpNetwork(const NetworkSpec& spec, std::uint64_t seed = 7);
/// Replaces every tensor by one of float64, so that gradients can be compared closely.
void makeDouble(Network& network);
/// Values of all parameters and buffers by name, copied.
std::map<std::string, torch::Tensor> copyOf(const Network& network);
bool sameTensors(const std::map<std::string, torch::Tensor>& a, const std::map<std::string, torch::Tensor>& b);

/// The content as a file would give it back: with tensors of its own.
TensorFile asRead(const TensorFile& content);

/// For methods that take no steps of their own.
class NoSteps final : public StepRunner {
public:
    double step(const Samples& /*samples*/, double /*learningRate*/) override { return 0; }
};

/// What a method meets when it is used without a trainer: a network and five tasks of 3x16x16 pictures.
struct Ground {
    explicit Ground(const NetworkSpec& spec, std::vector<std::int64_t> classOrder = {});

    [[nodiscard]] TaskContext context(int task, bool pretrained = false);
    /// The first samples of a task, classes in turn.
    [[nodiscard]] Samples samples(int task, std::int64_t count) const;
    /// The same as a batch, with what the method replays beside it.
    [[nodiscard]] StepRows rows(Method& method, int task, std::int64_t count);
    /// What the rows look like to the network.
    [[nodiscard]] static torch::Tensor inputsOf(const StepRows& rows);

    Dataset dataset;
    std::unique_ptr<Scenario> scenario;
    Network network;
    RandomStreams random{5};
    NoSteps steps;
};

/// What a spec says in its sections, as TOML lines.
struct SpecText {
    std::string method = "sgd";
    std::string methodKeys;
    std::string network = "backbone = \"mlp\"\nhidden = [8]";
    std::string scenario;
    std::string training;
    std::string measuring;
};

/// A run on data of Fashion-MNIST's shape with seed 0.
RunSpec runOf(const SpecText& text);

/// Keeps what a trainer tells, as the store does: rows for the same place replace each other.
class RecordingObserver final : public RunObserver {
public:
    using Place = std::tuple<int, int, int, std::string>; ///< task, epoch, evaluated task or layer or step, metric

    /// stopRequested() says yes from the n-th time on it is asked, counted from 0; never when negative.
    explicit RecordingObserver(int stopAt = -1) : stopAt_(stopAt) {}

    void rows(std::vector<RunRow> rows) override;
    void totals(double /*seconds*/, double flops, std::int64_t /*peakRssBytes*/) override { trainingFlops = flops; }
    void epochStored() override {}
    void taskStored(int task) override {
        storedTasks.push_back(task);
        if (onTaskStored) onTaskStored(task);
    }
    void progress(const RunProgress& progress) override { lastProgress = progress; }
    void epochFinished(const RunEvent& event) override { epochs.push_back(event); }
    bool stopRequested() override { return asked_++ >= stopAt_ && stopAt_ >= 0; }

    /// Drops the rows after a position, and starts asking anew.
    void rewind(RunPosition position, int stopAt);
    /// Sum of a task's measured peak over the categories that count.
    [[nodiscard]] std::int64_t peakBytes(int task) const;

    std::map<Place, AccuracyRow> accuracies;
    std::map<Place, ValidationRow> validations;
    std::map<std::tuple<int, int, std::int64_t, int>, AnytimeRow> anytime; ///< task, epoch, step, evaluated task
    std::map<Place, ConfusionRow> confusions; ///< the true class in place of an evaluated task
    std::map<Place, double> layerMetrics;
    std::map<Place, double> losses;
    std::map<std::pair<int, MemoryCategory>, MemoryRow> memory;
    std::vector<std::vector<StepMomentRow>> steps; ///< recorded ones, in the order in which they were told
    std::vector<RunEvent> epochs;
    std::vector<PhaseTimeRow> phaseTimes;
    std::vector<ProcessRow> processes;
    std::vector<DeviceRow> devices;
    std::vector<LayerDriftRow> drifts;
    std::vector<int> storedTasks;
    std::function<void(int task)> onTaskStored;
    RunProgress lastProgress;
    double trainingFlops = 0;

private:
    void keep(const AccuracyRow& row) { accuracies[{row.trainedTask, row.epoch, row.evalTask, ""}] = row; }
    void keep(const ValidationRow& row) { validations[{row.trainedTask, row.epoch, row.evalTask, ""}] = row; }
    void keep(const AnytimeRow& row) { anytime[{row.task, row.epoch, row.step, row.evalTask}] = row; }
    void keep(const ConfusionRow& row) { confusions[{row.trainedTask, row.epoch, row.trueClass, ""}] = row; }
    void keep(const LayerMetricRow& row) {
        layerMetrics[{row.task, row.epoch, row.layerIndex, row.metric}] = row.value;
    }
    void keep(const LayerDriftRow& row) { drifts.push_back(row); }
    void keep(const MemoryRow& row) { memory[{row.task, row.category}] = row; }
    void keep(const StepMomentRow& row) { steps.back().push_back(row); }
    void keep(const PhaseTimeRow& row) { phaseTimes.push_back(row); }
    void keep(const ProcessRow& row) { processes.push_back(row); }
    void keep(const DeviceRow& row) { devices.push_back(row); }
    void keep(const LossRow& row) { losses[{row.task, row.epoch, row.step, ""}] = row.loss; }

    int stopAt_;
    int asked_ = 0;
};

} // namespace lightcl::test
