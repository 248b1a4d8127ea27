#include "gui/example_run.h"

#include <algorithm>
#include <cmath>

namespace lightcl::test {

namespace {

/// A number in [0,1) that looks random and depends on its arguments only.
double noise(int a, int b, int c = 0) {
    const double value = std::sin(a * 12.9898 + b * 78.233 + c * 37.719 + 0.5) * 43758.5453;
    return value - std::floor(value);
}

std::vector<std::string> layerNames(int count) {
    std::vector<std::string> names{"conv1"};
    for (int stage = 1; stage <= 4; ++stage)
        for (int block = 0; block < 2; ++block) {
            const auto prefix = "layer" + std::to_string(stage) + "." + std::to_string(block) + ".";
            names.push_back(prefix + "conv1");
            names.push_back(prefix + "conv2");
            if (stage > 1 && block == 0) names.push_back(prefix + "downsample.0");
        }
    names.push_back("fc");
    if (count == static_cast<int>(names.size())) return names;
    names.clear();
    for (int layer = 0; layer < count; ++layer) names.push_back("layer" + std::to_string(layer));
    return names;
}

double forgettingRate(const std::string& method) {
    return method == "sgd" ? 1.6 : method == "er" ? 0.45 : 0.2;
}

void addAccuracies(RunData& run, const ExampleRunOptions& options) {
    const double rate = forgettingRate(options.method);
    for (int trained = 0; trained <= options.finishedTasks; ++trained)
        for (int epoch = trained == 0 ? 0 : 1; epoch <= (trained == 0 ? 0 : options.epochs); ++epoch)
            for (int task = 1; task <= options.tasks; ++task) {
                const double jitter = 0.02 * (noise(trained * 31 + epoch, task, options.seed) - 0.5);
                const double age = trained - task + static_cast<double>(epoch) / options.epochs - 1;
                AccuracyRow row{trained, epoch, task, {}, 0.5 + jitter};
                if (trained >= task) {
                    const double learned = 0.97 - 0.25 * std::exp(-1.5 * epoch) * (trained == task ? 1 : 0);
                    const double kept = std::exp(-rate * std::max(0.0, age));
                    row.classIl = std::max(0.0, learned * kept + jitter);
                    row.taskIl = std::min(1.0, 0.55 + 0.43 * std::sqrt(kept) + jitter);
                }
                run.accuracies.push_back(row);
            }
}

void addLayerMetrics(RunData& run, const ExampleRunOptions& options) {
    const auto names = layerNames(options.layers);
    for (int task = 1; task <= options.finishedTasks; ++task)
        for (int epoch = 1; epoch <= options.epochs; ++epoch)
            for (int layer = 0; layer < options.layers; ++layer) {
                const double depth = static_cast<double>(layer) / std::max(1, options.layers - 1);
                const double age = task - 1 + static_cast<double>(epoch) / options.epochs;
                const double wobble = 0.8 + 0.4 * noise(layer, task * 17 + epoch, options.seed);
                const double plasticity = 0.004 * std::exp(3.2 * depth) * wobble * (0.4 + 1.2 / (1 + epoch));
                const double stability = std::exp(-0.12 * age * (0.15 + 1.6 * depth * depth)) - 0.04 * (wobble - 0.8);
                const auto add = [&](const char* metric, double value) {
                    run.layerMetrics.nameLayer(layer, names[static_cast<std::size_t>(layer)]);
                    run.layerMetrics.add(metric, {task, epoch}, layer, value);
                };
                add("learning_plasticity", plasticity);
                add("gradient_norm", plasticity * (12 - 9 * depth));
                if (task == 1) continue;
                add("memory_stability", stability);
                add("generalizability", stability * (1 - std::min(1.0, plasticity / 0.12)));
            }
}

/// The first task's step and, with what is frozen afterwards, the others': a forward that piles up activations, and a
/// backward that gives them back stage by stage and makes gradients instead.
void addStep(RunData& run, const ExampleRunOptions& options, int task) {
    const std::vector<std::string> stages{"stem", "layer1", "layer2", "layer3", "layer4", "head"};
    const std::vector<double> activations{6, 24, 14, 8, 4, 0.1};
    const std::vector<double> weights{0.1, 0.6, 2, 8, 31.9, 0.03};
    const std::size_t firstTrained = options.method == "lightcl" && task > 1 ? 4 : 0;
    const auto bytes = [](double mebibytes) { return static_cast<std::int64_t>(mebibytes * 1024 * 1024); };
    MemoryBreakdown live;
    live[MemoryCategory::Weights] = bytes(42.63);
    live[MemoryCategory::MethodState] = options.method == "lightcl" ? bytes(6.4) : 0;
    live[MemoryCategory::ReplayBuffer] = options.method == "er" ? bytes(0.6) : 0;
    int moment = 0;
    double seconds = 0;
    const auto add = [&](const std::string& phase, double lasted) {
        run.stepMoments.push_back({task, moment, seconds, phase, live});
        moment += 3;
        seconds += lasted;
    };
    add("data", 0.001);
    live[MemoryCategory::Data] = bytes(0.4);
    add("data", 0.002);
    for (std::size_t stage = 0; stage < stages.size(); ++stage)
        for (int piece = 0; piece < 8; ++piece) {
            if (stage >= firstTrained) live[MemoryCategory::Activations] += bytes(activations[stage] / 8);
            live[MemoryCategory::Workspace] = bytes(piece % 2 == 0 ? activations[stage] / 5 : 0);
            add("forward " + stages[stage], stage == 0 || stage == 5 ? 0.0004 : 0.0022);
        }
    add("loss", 0.0003);
    for (std::size_t stage = stages.size(); stage-- > firstTrained;) {
        for (int piece = 0; piece < 8; ++piece) {
            live[MemoryCategory::Activations] -= bytes(activations[stage] / 8);
            live[MemoryCategory::Gradients] += bytes(weights[stage] / 8);
            live[MemoryCategory::Workspace] = bytes(piece % 2 == 0 ? activations[stage] / 3 : 0);
            add("backward " + stages[stage], stage == 0 || stage == 5 ? 0.0008 : 0.0045);
        }
        add("update " + stages[stage], 0.0002 * (1 + weights[stage]));
        live[MemoryCategory::Gradients] = 0;
    }
    add("method", 0.0004);
    add("method", 0);
}

void addMemory(RunData& run, const ExampleRunOptions& options) {
    const double rows = options.method == "sgd" ? 32 : 47;
    const double trainable = options.method == "lightcl" ? 0.75 : 1;
    const auto bytes = [](double mebibytes) { return static_cast<std::int64_t>(mebibytes * 1024 * 1024); };
    const auto add = [&](const char* source, int task, MemoryCategory category, double mebibytes) {
        if (mebibytes > 0) run.memory.push_back({source, task, category, bytes(mebibytes * 0.6), bytes(mebibytes)});
    };
    const double activations = options.method == "lightcl" ? 11.75 : rows * 2.125;
    const auto addAll = [&](const char* source, int task, double activationFactor, double workspace) {
        add(source, task, MemoryCategory::Weights, 42.63);
        add(source, task, MemoryCategory::Gradients, 42.63 * trainable);
        add(source, task, MemoryCategory::Activations, activations * activationFactor);
        add(source, task, MemoryCategory::ReplayBuffer, options.method == "er" ? 0.6 : 0);
        add(source, task, MemoryCategory::MethodState, options.method == "lightcl" ? 6.4 : 0);
        add(source, task, MemoryCategory::Workspace, workspace);
    };
    addAll("paper", 0, 1, 0);
    addAll("exact", 0, 1.85, 9);
    for (int task = 1; task <= options.finishedTasks; ++task) {
        addAll("measured", task, 1.9 + 0.03 * task, 10.5);
        add("measured", task, MemoryCategory::Data, 3.1);
        add("measured", task, MemoryCategory::Measuring, 4.0 * task);
        addStep(run, options, task);
    }
}

void addLosses(RunData& run, const ExampleRunOptions& options) {
    for (int task = 1; task <= options.finishedTasks; ++task)
        for (int epoch = 1; epoch <= options.epochs; ++epoch)
            for (int piece = 1; piece <= 10; ++piece) {
                const double progress = epoch - 1 + piece / 10.0;
                const double loss =
                    0.08 + 1.9 * std::exp(-1.7 * progress) + 0.08 * noise(task * 7 + epoch, piece, options.seed);
                run.losses.push_back({task, epoch, piece * 20, loss});
            }
}

void summarise(RunData& run, const ExampleRunOptions& options) {
    auto& summary = run.summary;
    summary.id = options.id;
    summary.name = "quick start";
    summary.method = options.method;
    summary.scenario = "class-incremental";
    summary.dataset = "fashion-mnist";
    summary.backbone = "resnet18";
    summary.seed = options.seed;
    summary.state = options.finishedTasks < options.tasks ? RunState::Running : RunState::Done;
    summary.peakRssBytes = std::int64_t{412} * 1024 * 1024;
    if (summary.state == RunState::Running) return;
    const double rate = forgettingRate(options.method);
    summary.classIl = 0.9 - 0.35 * rate;
    summary.taskIl = 0.97 - 0.06 * rate;
    summary.forgetting = 0.4 * rate;
    summary.bwt = -0.38 * rate;
    summary.fwt = 0.013;
    summary.learningAccuracy = 0.955;
    summary.forgettingTaskIl = 0.05 * rate;
    summary.bwtTaskIl = -0.045 * rate;
    summary.learningAccuracyTaskIl = 0.981;
}

} // namespace

RunDataPtr exampleRun(const ExampleRunOptions& options) {
    auto run = std::make_shared<RunData>();
    run->tasks = options.tasks;
    run->epochs = options.epochs;
    run->color = options.color;
    run->groupColor = options.color;
    summarise(*run, options);
    run->spec = RunSpec{.name = run->summary.name,
                        .seed = options.seed,
                        .scenario = {},
                        .network = {},
                        .training = {},
                        .measuring = {},
                        .method = {options.method, {{"buffer_size", options.bufferSize}}, {}}};
    addAccuracies(*run, options);
    addLayerMetrics(*run, options);
    addMemory(*run, options);
    addLosses(*run, options);
    return run;
}

RunDataPtr methodRun(RunId id, const std::string& method, int seed, const QColor& color) {
    ExampleRunOptions options;
    options.id = id;
    options.method = method;
    options.seed = seed;
    options.color = color;
    return exampleRun(options);
}

std::vector<RunDataPtr> fourRuns() {
    return {exampleRun(), methodRun(2, "er", 0, Qt::red), methodRun(3, "er", 1, Qt::darkGreen),
            methodRun(4, "sgd", 0, Qt::magenta)};
}

} // namespace lightcl::test
