#include "base/error.h"
#include "data/input_pipeline.h"
#include "engine/engine_fixture.h"
#include "engine/resumption.h"
#include "engine/stream_feed.h"
#include "support/catch.h"
#include "support/temporary_folder.h"

#include <stdexcept>
#include <thread>

using namespace lightcl;
using namespace lightcl::test;

namespace {

constexpr Shape kPicture{3, 16, 16};
constexpr std::int64_t kBatch = 8; // a group is 17 of them, 136 samples

struct Pictures {
    explicit Pictures(const ScenarioSettings& settings = fiveTasks())
        : dataset(madeUpDataset(kPicture, 140, 4)), scenario(settings, dataset, 10, 0) {}

    /// Of a task's 280 images, shuffled; more than that come again.
    [[nodiscard]] torch::Tensor indices(std::int64_t count) const {
        const torch::Tensor& all = scenario.task(2).trainIndices;
        RandomStream random(3);
        const torch::Tensor order = torch::tensor(random.permutation(count), torch::kInt64).remainder(all.size(0));
        return all.index_select(0, order);
    }

    Dataset dataset;
    Scenario scenario;
};

/// What it must hold until another batch is asked for.
StreamBatch copied(StreamFeed& feed, StreamBatch batch, BatchContents contents) {
    if (contents == BatchContents::Inputs) batch.inputs = feed.inputsOf(batch).clone();
    if (batch.samples.images.defined()) batch.samples.images = batch.samples.images.clone();
    batch.samples.labels = batch.samples.labels.clone();
    return batch;
}

/// Every batch of an epoch, copied just before the next one is asked for: by then whoever fills memory ahead has.
std::vector<StreamBatch> batchesOf(StreamFeed& feed, const torch::Tensor& indices, BatchContents contents,
                                   RandomStream& random) {
    std::vector<StreamBatch> batches;
    feed.begin(indices, contents, random);
    for (std::int64_t first = 0; first < indices.size(0); first += kBatch) {
        const StreamBatch batch = feed.next();
        std::this_thread::yield();
        batches.push_back(copied(feed, batch, contents));
    }
    feed.end();
    return batches;
}

void checkSame(const std::vector<StreamBatch>& found, const std::vector<StreamBatch>& expected) {
    REQUIRE(found.size() == expected.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
        CAPTURE(i);
        CHECK(torch::equal(found[i].indices, expected[i].indices));
        CHECK(torch::equal(found[i].samples.images, expected[i].samples.images));
        CHECK(torch::equal(found[i].samples.labels, expected[i].samples.labels));
        REQUIRE(found[i].inputs.defined() == expected[i].inputs.defined());
        if (found[i].inputs.defined()) CHECK(torch::equal(found[i].inputs, expected[i].inputs));
    }
}

} // namespace

TEST_CASE("Batches made ahead are those that are made when they are asked for") {
    const Pictures pictures;
    for (const Augmentation how : {Augmentation{0, false}, {2, true}}) {
        for (const std::int64_t count : {1700, 1361, 257, 136, 121, 9, 8, 3}) {
            for (const BatchContents contents : {BatchContents::Inputs, BatchContents::Samples}) {
                CAPTURE(how.cropPadding, count, static_cast<int>(contents));
                RandomStream one(5), other(5);
                StreamFeed ahead(pictures.scenario, how, kBatch, MemoryMode::Fast);
                StreamFeed asked(pictures.scenario, how, kBatch, MemoryMode::Low);
                const torch::Tensor indices = pictures.indices(count);
                checkSame(batchesOf(ahead, indices, contents, one), batchesOf(asked, indices, contents, other));
                CHECK(one.state() == other.state());
            }
        }
    }
}

TEST_CASE("Inputs are the images, varied and scaled") {
    const Pictures pictures;
    const Augmentation how{1, true};
    RandomStream one(5), other(5);
    StreamFeed feed(pictures.scenario, how, kBatch, MemoryMode::Fast);
    for (const StreamBatch& batch : batchesOf(feed, pictures.indices(100), BatchContents::Inputs, one)) {
        const Samples samples = pictures.scenario.trainSamples(batch.indices);
        CHECK(torch::equal(batch.samples.images, samples.images));
        CHECK(torch::equal(batch.samples.labels, samples.labels));
        CHECK(torch::equal(batch.inputs, toInputs(augmented(samples.images, how, other))));
    }
}

TEST_CASE("Inputs lie ready only with memory to spare") {
    const Pictures pictures;
    RandomStream random(5);
    for (const auto& [memory, ready] : {std::pair{MemoryMode::Fast, true}, {MemoryMode::Low, false}}) {
        StreamFeed feed(pictures.scenario, {}, kBatch, memory);
        feed.begin(pictures.indices(40), BatchContents::Inputs, random);
        CHECK(feed.next().inputs.defined() == ready);
    }
}

TEST_CASE("An epoch may be left in its middle") {
    const Pictures pictures;
    RandomStream random(5);
    StreamFeed feed(pictures.scenario, {1, true}, kBatch, MemoryMode::Fast);
    for (int epoch = 0; epoch < 20; ++epoch) {
        feed.begin(pictures.indices(1700), BatchContents::Inputs, random);
        for (int batch = 0; batch < 10 * epoch; ++batch) feed.next();
    }
    feed.end();
    RandomStream one(5), other(5);
    StreamFeed asked(pictures.scenario, {}, kBatch, MemoryMode::Low);
    checkSame(batchesOf(feed, pictures.indices(20), BatchContents::Samples, one),
              batchesOf(asked, pictures.indices(20), BatchContents::Samples, other));
}

TEST_CASE("Batches of samples that are not there are refused") {
    const Pictures pictures;
    RandomStream random(5);
    StreamFeed feed(pictures.scenario, {}, kBatch, MemoryMode::Fast);
    for (const std::int64_t wrong : {-1, 1400}) {
        torch::Tensor indices = pictures.indices(20);
        indices[7] = wrong;
        CHECK_THROWS_AS(feed.begin(indices, BatchContents::Inputs, random), Error);
    }
    feed.begin(pictures.indices(9), BatchContents::Inputs, random);
    feed.next();
    feed.next();
    CHECK_THROWS_AS(feed.next(), std::logic_error);
}

TEST_CASE("Labels alone come without images") {
    const Pictures pictures;
    RandomStream random(5);
    StreamFeed feed(pictures.scenario, {}, kBatch, MemoryMode::Fast);
    const torch::Tensor indices = pictures.indices(20);
    const auto batches = batchesOf(feed, indices, BatchContents::Labels, random);
    REQUIRE(batches.size() == 3);
    CHECK_FALSE(batches[2].samples.images.defined());
    CHECK(torch::equal(batches[2].samples.labels, pictures.scenario.trainLabels(indices.slice(0, 16))));
}

TEST_CASE("Batches of another domain show its images") {
    ScenarioSettings settings = fiveTasks();
    settings.kind = "domain-incremental";
    settings.tasks = 2;
    const Pictures pictures(settings);
    RandomStream random(5);
    StreamFeed feed(pictures.scenario, {}, kBatch, MemoryMode::Fast);
    for (const StreamBatch& batch : batchesOf(feed, pictures.indices(20), BatchContents::Inputs, random)) {
        const Samples samples = pictures.scenario.trainSamples(batch.indices);
        CHECK(torch::equal(batch.samples.images, samples.images));
        CHECK(torch::equal(batch.inputs, toInputs(samples.images)));
    }
}

TEST_CASE("With crops and flips a run learns the same however its batches are made") {
    SpecText text;
    text.method = "er";
    text.methodKeys = "buffer_size = 20\nreplay_size = 5";
    text.training = "epochs = 2\nbatch_size = 3\nlearning_rate = 0.05\ncrop_padding = 2\nflip = true";
    text.measuring = "layer_metrics = false\nprobe_samples = 4";
    RunSpec run = runOf(text);
    std::map<RecordingObserver::Place, double> losses;
    for (const char* memory : {"fast", "low"}) {
        const TemporaryFolder folder;
        RecordingObserver observer;
        run.training.set("memory", std::string(memory));
        REQUIRE(train(run, observer, folder / "run") == Trainer::Outcome::Done);
        if (losses.empty()) losses = observer.losses;
        REQUIRE(observer.losses.size() == losses.size());
        for (const auto& [place, loss] : losses) CHECK(observer.losses.at(place) == Approx(loss).margin(1e-4));
    }
}

TEST_CASE("A stopped run with crops and flips ends with the same bits") {
    SpecText text;
    text.training = "epochs = 2\nbatch_size = 3\nlearning_rate = 0.05\ncrop_padding = 2\nflip = true";
    text.measuring = "probe_samples = 4";
    for (const auto& [method, keys] : {std::pair{"er", "buffer_size = 20\nreplay_size = 5"},
                                       {"gdumb", "buffer_size = 20\nfit_epochs = 2"},
                                       {"a-gem", "buffer_size = 20"}}) {
        CAPTURE(method);
        text.method = method;
        text.methodKeys = keys;
        stopAndResume(runOf(text));
    }
}
