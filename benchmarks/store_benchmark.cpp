#include "store_benchmark.h"

#include "cost/cost_model.h"
#include "spec/spec_file.h"
#include "store/run_store.h"
#include "store/run_writer.h"
#include "timing.h"

#include <filesystem>
#include <fmt/format.h>
#include <unistd.h>

namespace lightcl {

namespace {

constexpr int kEpochs = 1000;
constexpr int kLayers = 62;

/// A folder that is gone when the benchmark is.
class Folder {
public:
    Folder() : path_(std::filesystem::temp_directory_path() / fmt::format("lightcl-bench-{}", getpid())) {
        std::filesystem::create_directories(path_);
    }
    ~Folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

void writeRun(Database& database, const RunSpec& run, const CostEstimate& cost) {
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
    const Folder folder;
    const RunSpec run = expandGrid(parseExperiment("name = \"store\"\n[scenario]\ndataset = \"fashion-mnist\"\n"
                                                   "[network]\nbackbone = \"mlp\"\n[[method]]\nname = \"sgd\"\n",
                                                   "store"))
                            .front();
    const CostEstimate cost = estimateCost(run, CostConvention::Exact);
    Database database = Database::openForWriting(folder.path() / "store.sqlite");
    const Timing timing = timeRounds(5, [&] { writeRun(database, run, cost); });
    return kEpochs * kLayers / timing.median;
}

} // namespace lightcl
