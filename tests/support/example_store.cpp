#include "support/example_store.h"

#include "cost/cost_model.h"
#include "spec/method_network.h"
#include "spec/spec_file.h"
#include "store/run_store.h"
#include "store/run_writer.h"

#include <algorithm>
#include <cmath>

namespace lightcl::test {

namespace {

constexpr const char* kSpec = R"(
name = "quick start"
seeds = [0, 1]
[scenario]
dataset = "fashion-mnist"
tasks = 5
train_fraction = 0.2
[network]
backbone = "resnet18"
width = 20
[training]
epochs = 2
[[method]]
name = "lightcl"
[[method]]
name = "er"
buffer_size = 200
[[method]]
name = "sgd"
[[method]]
name = "joint"
)";

constexpr int kTasks = 5;
constexpr int kEpochs = 2;

/// How a method fares: what is kept of a task in class-IL and task-IL for each later task, and how plastic it stays.
struct Character {
    double classIlKept;
    double taskIlKept;
    double plasticity;
    double secondsPerEpoch;
};

Character characterOf(const std::string& method) {
    if (method == "lightcl") return {0.74, 0.985, 0.35, 7.5};
    if (method == "er") return {0.68, 0.96, 0.8, 14.2};
    if (method == "joint") return {1.0, 1.0, 0.9, 11.0};
    return {0.12, 0.88, 1.0, 9.8};
}

/// A repeatable stand-in for noise in [-1, 1].
double wobble(double a, double b, double c) {
    return std::sin(12.9898 * a + 78.233 * b + 37.719 * c + 1.3) * std::cos(4.1414 * a - 9.73 * b + 3.1 * c);
}

double between01(double value) {
    return std::clamp(value, 0.0, 1.0);
}

/// Writes the rows of one run, epoch by epoch, up to and with `until`.
class ExampleWriter {
public:
    ExampleWriter(Database& database, RunId run, const RunSpec& spec)
        : writer_(database, run), spec_(spec), character_(characterOf(spec.method.name)),
          seed_(static_cast<double>(spec.seed)) {}

    void write(RunPosition until) {
        const bool joint = spec_.method.name == "joint";
        untrained();
        for (int task = joint ? kTasks : 1; task <= until.task; ++task) {
            const int last = task == until.task ? until.epoch : kEpochs;
            for (int epoch = 1; epoch <= last; ++epoch) writeEpoch(task, epoch);
            if (last == kEpochs) measuredMemory(task);
        }
        writer_.totals(seconds_, seconds_ * 4.1e11, 402653184 + static_cast<std::int64_t>(seed_ * 3.1e6));
        writer_.flush();
    }

    [[nodiscard]] RunWriter& writer() { return writer_; }

private:
    void untrained() {
        for (int task = 1; task <= kTasks; ++task) {
            writer_.add(AccuracyRow{0, 0, task, std::nullopt, between01(0.5 + 0.04 * wobble(seed_, task, 0))});
        }
    }

    void writeEpoch(int task, int epoch) {
        accuracies(task, epoch);
        layers(task, epoch);
        losses(task, epoch);
        const double training = character_.secondsPerEpoch * (1 + 0.05 * wobble(seed_, task, epoch));
        for (const auto& [phase, share] : {std::pair{"training", 1.0},
                                           {"evaluation", 0.11},
                                           {"data", 0.03},
                                           {"layer metrics", 0.05},
                                           {"checkpoint", 0.004}}) {
            writer_.add(PhaseTimeRow{task, epoch, phase, training * share});
            seconds_ += training * share;
        }
    }

    void accuracies(int task, int epoch) {
        const bool joint = spec_.method.name == "joint";
        for (int eval = 1; eval <= kTasks; ++eval) {
            const double learned = (epoch == 1 ? 0.93 : 0.965) - 0.015 * (eval % 3) + 0.012 * wobble(seed_, eval, task);
            if (joint) {
                writer_.add(AccuracyRow{task, epoch, eval, between01(learned - 0.12), between01(learned + 0.01)});
                continue;
            }
            if (eval > task) {
                const double guess = 0.52 + 0.09 * wobble(seed_, eval, 10.0 * task + epoch);
                writer_.add(AccuracyRow{task, epoch, eval, std::nullopt, between01(guess)});
                continue;
            }
            const double age = task - eval;
            const double part = age == 0 ? 0 : age - 1 + 0.5 * epoch;
            const double classIl = learned * std::pow(character_.classIlKept, part);
            const double taskIl = 0.5 + (learned - 0.5) * std::pow(character_.taskIlKept, part);
            writer_.add(AccuracyRow{task, epoch, eval, between01(classIl), between01(taskIl + 0.01)});
        }
    }

    void layers(int task, int epoch) {
        const auto all = networkOf(spec_).weightLayers();
        const auto count = static_cast<double>(all.size());
        for (std::size_t i = 0; i < all.size(); ++i) {
            const double depth = static_cast<double>(i) / (count - 1);
            const bool frozen = spec_.method.name == "lightcl" && task > 1 && !trainable(all[i].name);
            const double noise = 0.06 * wobble(seed_ + depth, task, epoch);
            const double plasticity =
                frozen
                    ? 0
                    : between01(character_.plasticity * (0.25 + 0.7 * depth * depth) * std::pow(0.9, task - 1) + noise);
            const double stability = frozen ? 1 : between01(1 - 0.55 * depth * character_.plasticity + noise);
            metric(task, epoch, i, all[i].name, "learning_plasticity", plasticity);
            metric(task, epoch, i, all[i].name, "gradient_norm", plasticity * 2.7 * std::exp(-0.2 * epoch));
            metric(task, epoch, i, all[i].name, "gradient_l1", plasticity * 0.08);
            if (task == 1) continue;
            metric(task, epoch, i, all[i].name, "memory_stability", stability);
            metric(task, epoch, i, all[i].name, "generalizability", between01(stability * (1 - 0.4 * plasticity)));
            metric(task, epoch, i, all[i].name, "linear_cka", between01(1 - 0.8 * (1 - stability)));
            metric(task, epoch, i, all[i].name, "cosine_similarity", between01(1 - 0.6 * (1 - stability)));
        }
    }

    static bool trainable(const std::string& layer) { return layer.starts_with("layer4") || layer.starts_with("fc"); }

    void metric(int task, int epoch, std::size_t index, const std::string& layer, const char* name, double value) {
        writer_.add(LayerMetricRow{task, epoch, static_cast<int>(index), layer, name, value});
    }

    void losses(int task, int epoch) {
        for (int piece = 1; piece <= 10; ++piece) {
            const double progress = (epoch - 1) + piece / 10.0;
            const double loss = 0.12 + 1.5 * std::exp(-2.2 * progress) + 0.05 * wobble(seed_, task, piece + 10 * epoch);
            writer_.add(LossRow{task, epoch, piece * 8, std::max(loss, 0.01)});
        }
    }

    void measuredMemory(int task) {
        const MemoryBreakdown predicted = estimateCost(spec_, CostConvention::Exact).peak;
        for (const MemoryCategory category : kMemoryCategories) {
            const double peak = static_cast<double>(predicted[category]) * (1.01 + 0.02 * wobble(seed_, task, 1));
            const bool lives = category == MemoryCategory::Weights || category == MemoryCategory::ReplayBuffer ||
                               category == MemoryCategory::MethodState || category == MemoryCategory::Data;
            writer_.add(MemoryRow{"measured", task, category, lives ? predicted[category] : 0,
                                  static_cast<std::int64_t>(peak)});
        }
    }

    RunWriter writer_;
    const RunSpec& spec_;
    Character character_;
    double seed_;
    double seconds_ = 0;
};

RunId queue(RunStore& store, const RunSpec& spec) {
    return store.queue(spec, estimateCost(spec, CostConvention::Exact), estimateCost(spec, CostConvention::Paper));
}

RunSpec withSeed(RunSpec spec, std::int64_t seed) {
    spec.seed = seed;
    return spec;
}

} // namespace

ExampleStore writeExampleStore(const std::filesystem::path& file, std::int64_t workerPid) {
    Database database = Database::openForWriting(file);
    RunStore store(database);
    ExampleStore made;
    const auto start = [&](const RunSpec& spec, RunPosition until) {
        const RunId run = queue(store, spec);
        store.start(run, workerPid, 2);
        ExampleWriter rows(database, run, spec);
        rows.write(until);
        const double fraction = (until.task - 1 + static_cast<double>(until.epoch) / kEpochs) / kTasks;
        rows.writer().progress(RunProgress{until, 48, 75, fraction, 0.3141, 83});
        return run;
    };

    const std::vector<RunSpec> grid = expandGrid(parseExperiment(kSpec, "example"));
    for (std::size_t i = 0; i + 1 < grid.size(); ++i) {
        const RunId run = start(grid[i], {kTasks, kEpochs});
        store.finish(run, RunState::Done);
        made.done.push_back(run);
    }
    made.failed = start(withSeed(grid[2], 2), {2, 1});
    store.finish(made.failed, RunState::Failed, "the worker was ended by signal 9 (out of memory?)");
    made.interrupted = start(withSeed(grid[4], 2), {4, 1});
    store.finish(made.interrupted, RunState::Interrupted);
    made.running = start(withSeed(grid[0], 2), {3, 1});
    made.queued = queue(store, withSeed(grid[2], 3));
    return made;
}

} // namespace lightcl::test
