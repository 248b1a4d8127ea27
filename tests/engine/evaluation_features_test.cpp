#include "data/input_pipeline.h"
#include "engine/engine_fixture.h"
#include "engine/evaluation_features.h"
#include "support/catch.h"

using namespace lightcl;
using namespace lightcl::test;

namespace {

struct TestPictures {
    Dataset dataset = madeUpDataset({3, 16, 16}, 4, 6);
    Scenario scenario{fiveTasks(), dataset, 10, 0};
    Network network = madeUpNetwork(smallCnn({3, 16, 16}, 10, 2));
    std::int64_t seen = 0; ///< images that ran through the stages

    EvaluationFeatures::Forward forward() {
        return [this](torch::Tensor values, std::size_t stages) {
            seen += values.size(0);
            for (std::size_t stage = 0; stage < stages; ++stage) {
                values = network.forwardStage(stage, values, NormMode::Evaluation);
            }
            return values;
        };
    }
};

} // namespace

TEST_CASE("Test images pass the frozen stages once, in memory or in a file") {
    for (const std::int64_t bytes : {std::int64_t{1} << 30, std::int64_t{0}}) {
        TestPictures pictures;
        EvaluationFeatures features(pictures.scenario, true, bytes, 250);
        const Task& task = pictures.scenario.task(2);
        const torch::Tensor rows = task.testIndices.slice(0, 1, 3);
        const torch::Tensor images = toInputs(pictures.scenario.testSamples(rows).images);
        const torch::Tensor expected = pictures.network.forwardStage(0, images, NormMode::Evaluation);
        for (int i = 0; i < 2; ++i) {
            CHECK(torch::allclose(features.of(task, rows, 1, pictures.forward()), expected));
            CHECK(pictures.seen == task.testIndices.size(0));
        }
        // Another freeze line makes others.
        const torch::Tensor two = pictures.network.forwardStage(1, expected, NormMode::Evaluation);
        CHECK(torch::allclose(features.of(task, rows, 2, pictures.forward()), two));
        CHECK(pictures.seen == 2 * task.testIndices.size(0));
    }
}
