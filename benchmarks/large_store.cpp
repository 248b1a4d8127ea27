#include "large_store.h"

#include "cost/cost_model.h"
#include "spec/spec_file.h"
#include "store/run_store.h"
#include "store/run_writer.h"

#include <array>
#include <chrono>
#include <cmath>
#include <fmt/format.h>

namespace lightcl {

namespace {

constexpr int kLossesPerEpoch = 10;
constexpr std::array kMetrics = {"learning_plasticity", "gradient_norm", "memory_stability", "generalizability",
                                 "linear_cka",          "gradient_l1",   "cosine_similarity"};
constexpr std::array kStoredMethods = {"name = \"sgd\"", "name = \"joint\"", "name = \"er\"\nbuffer_size = 200",
                                       "name = \"lightcl\""};

/// The course of one run.
struct Course {
    int layers = 0;
    int tasks = 0;
    int epochs = 0;
    int metrics = 0;
};

double madeUp(int a, int b, int c) {
    return 0.5 + 0.5 * std::sin(0.37 * a + 0.11 * b + 1.7 * c);
}

std::int64_t writeLayers(RunWriter& writer, const Course& course, int task, int epoch) {
    std::int64_t rows = 0;
    for (int metric = 0; metric < course.metrics; ++metric) {
        if (task == 1 && metric >= 2) break;
        for (int layer = 0; layer < course.layers; ++layer, ++rows)
            writer.add(LayerMetricRow{task, epoch, layer, fmt::format("layer{}.{}.conv1", 1 + layer / 16, layer % 16),
                                      kMetrics.at(static_cast<std::size_t>(metric)),
                                      madeUp(layer, task * course.epochs + epoch, metric)});
    }
    return rows;
}

void writeEpoch(RunWriter& writer, const Course& course, int task, int epoch) {
    for (int eval = 1; eval <= course.tasks; ++eval)
        writer.add(AccuracyRow{task, epoch, eval,
                               eval <= task ? std::optional(madeUp(task - eval, epoch, 0)) : std::nullopt,
                               madeUp(task - eval, epoch, 1)});
    for (int piece = 1; piece <= kLossesPerEpoch; ++piece)
        writer.add(LossRow{task, epoch, piece * 8, madeUp(task, epoch, piece)});
    for (const char* phase : {"data", "training", "evaluation", "layer metrics", "checkpoint"})
        writer.add(PhaseTimeRow{task, epoch, phase, 0.5});
}

std::int64_t writeRun(Database& database, RunId run, const Course& course) {
    std::int64_t rows = 0;
    RunWriter writer(database, run);
    for (int eval = 1; eval <= course.tasks; ++eval) writer.add(AccuracyRow{0, 0, eval, std::nullopt, 0.5});
    for (int task = 1; task <= course.tasks; ++task) {
        for (int epoch = 1; epoch <= course.epochs; ++epoch) {
            writeEpoch(writer, course, task, epoch);
            rows += writeLayers(writer, course, task, epoch);
        }
        for (const MemoryCategory category : kMemoryCategories)
            writer.add(MemoryRow{"measured", task, category, 1 << 20, (4 << 20) + task});
    }
    writer.totals(60, 1e12, 400 << 20);
    writer.flush();
    return rows;
}

ExperimentSpec experiment(const Course& course) {
    std::string toml =
        fmt::format("name = \"sweep\"\nseeds = [0, 1, 2, 3, 4]\n[scenario]\ndataset = \"fashion-mnist\"\n"
                    "tasks = {}\n[network]\nbackbone = \"mlp\"\n[training]\nepochs = {}\n",
                    course.tasks, course.epochs);
    for (const char* method : kStoredMethods) toml += fmt::format("[[method]]\n{}\n", method);
    return parseExperiment(toml, "sweep");
}

} // namespace

LargeStore writeLargeStore(const std::filesystem::path& file, const LargeStoreSize& size) {
    LargeStore made;
    const Course usual{size.layers, size.tasks, size.epochs, size.metrics};
    const Course longest{size.layers, size.longTasks, size.longEpochs, static_cast<int>(kMetrics.size())};
    Database database = Database::openForWriting(file);
    RunStore store(database);
    for (int index = 0; index < size.runs; ++index) {
        const Course& course = index + 1 == size.runs ? longest : usual;
        const auto grid = expandGrid(experiment(course));
        const RunSpec& spec = grid[static_cast<std::size_t>(index) % grid.size()];
        const RunId run =
            store.queue(spec, estimateCost(spec, CostConvention::Exact), estimateCost(spec, CostConvention::Paper));
        store.start(run, 1, 1);
        const auto begin = std::chrono::steady_clock::now();
        made.layerRows += writeRun(database, run, course);
        made.seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
        store.finish(run, RunState::Done);
        made.longRun = run;
    }
    return made;
}

} // namespace lightcl
