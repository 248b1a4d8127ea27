#include "store_benchmark.h"

#include "cost/cost_model.h"
#include "scratch_folder.h"
#include "spec/spec_file.h"
#include "store/run_store.h"
#include "store/run_writer.h"
#include "timing.h"

#include <fmt/format.h>

namespace lightcl {

namespace {

constexpr int kEpochs = 1000;
constexpr int kLayers = 62;

void writeRun(Database& database, const RunSpec& run, const Prediction& cost) {
    const RunId id = RunStore(database).queue(run, cost, cost);
    RunWriter writer(database, id);
    for (int epoch = 1; epoch <= kEpochs; ++epoch) {
        for (int layer = 0; layer < kLayers; ++layer) {
            writer.add(
                LayerMetricRow{1, epoch, layer, fmt::format("layer{}", layer), "learning_plasticity", 0.5 / epoch});
        }
    }
    writer.flush();
}

} // namespace

double storeRowsPerSecond() {
    const ScratchFolder folder;
    const RunSpec run = expandGrid(parseExperiment("name = \"store\"\n[scenario]\ndataset = \"fashion-mnist\"\n"
                                                   "[network]\nbackbone = \"mlp\"\n[[method]]\nname = \"sgd\"\n",
                                                   "store"))
                            .front();
    const Prediction cost = estimateCost(run, CostConvention::Exact);
    Database database = Database::openForWriting(folder.path() / "store.sqlite");
    const Timing timing = timeRounds(5, [&] { writeRun(database, run, cost); });
    return kEpochs * kLayers / timing.median;
}

} // namespace lightcl
