#include "data/input_pipeline.h"
#include "engine/engine_fixture.h"
#include "engine/stream_feed.h"
#include "support/catch.h"

using namespace lightcl;
using namespace lightcl::test;

namespace {

constexpr Shape kPicture{3, 16, 16};
constexpr std::int64_t kBatch = 8; // 2 groups of 15 batches: 257 samples are three groups and a row

struct Pictures {
    explicit Pictures(const ScenarioSettings& settings = fiveTasks())
        : dataset(madeUpDataset(kPicture, 140, 4)), scenario(settings, dataset, 10, 0) {}

    [[nodiscard]] torch::Tensor indices(std::int64_t count) const {
        RandomStream random(3);
        const auto order = torch::tensor(random.permutation(scenario.task(2).trainIndices.size(0)), torch::kInt64);
        return scenario.task(2).trainIndices.index_select(0, order).slice(0, 0, count);
    }

    Dataset dataset;
    Scenario scenario;
};

/// Every batch of an epoch, copied.
std::vector<StreamBatch> batchesOf(StreamFeed& feed, const torch::Tensor& indices, BatchContents contents,
                                   RandomStream& random) {
    std::vector<StreamBatch> batches;
    feed.begin(indices, contents, random);
    for (std::int64_t first = 0; first < indices.size(0); first += kBatch) {
        StreamBatch batch = feed.next();
        if (contents == BatchContents::Inputs) batch.inputs = feed.inputsOf(batch).clone();
        if (batch.samples.images.defined()) batch.samples.images = batch.samples.images.clone();
        batch.samples.labels = batch.samples.labels.clone();
        batches.push_back(batch);
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
        for (const std::int64_t count : {280, 257, 121, 9, 8, 3}) {
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

TEST_CASE("An epoch that is left in its middle leaves no thread behind") {
    const Pictures pictures;
    RandomStream random(5);
    StreamFeed feed(pictures.scenario, {1, true}, kBatch, MemoryMode::Fast);
    for (int epoch = 0; epoch < 20; ++epoch) {
        feed.begin(pictures.indices(280), BatchContents::Inputs, random);
        for (int batch = 0; batch < epoch; ++batch) feed.next();
    }
    feed.end();
    RandomStream one(5), other(5);
    StreamFeed asked(pictures.scenario, {}, kBatch, MemoryMode::Low);
    checkSame(batchesOf(feed, pictures.indices(20), BatchContents::Samples, one),
              batchesOf(asked, pictures.indices(20), BatchContents::Samples, other));
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
