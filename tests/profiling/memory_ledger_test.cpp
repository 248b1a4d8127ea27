#include "engine/engine_fixture.h"
#include "engine/training_step.h"
#include "profiling/block_table.h"
#include "profiling/flop_counter.h"
#include "profiling/memory_ledger.h"
#include "support/catch.h"

#include <random>
#include <unordered_map>

using namespace lightcl;
using namespace lightcl::test;

namespace {

/// A ledger that is told of made-up blocks.
struct Told {
    void allocate(std::uintptr_t address, std::int64_t bytes) { report(address, bytes); }
    void release(std::uintptr_t address, std::int64_t bytes) { report(address, -bytes); }
    void report(std::uintptr_t address, std::int64_t bytes) {
        ledger.reportMemoryUsage(reinterpret_cast<void*>(address), bytes, 0, 0, c10::Device(c10::kCPU));
    }
    MemoryLedger ledger;
};

constexpr auto kWork = MemoryCategory::Workspace;

} // namespace

TEST_CASE("A block table holds what an unordered map holds, whatever comes and goes") {
    std::mt19937_64 random(17);
    BlockTable table;
    std::unordered_map<std::uintptr_t, std::int64_t> expected;
    for (int i = 0; i < 200'000; ++i) {
        // Few addresses at times, many at others: the table grows, and holes are filled from far.
        const std::uintptr_t address = 64 * (1 + random() % (i % 20'000 < 10'000 ? 300 : 5'000));
        if (random() % 2 == 0) {
            table.insert({address, i, i, MemoryCategory::Data});
            expected[address] = i;
        } else {
            BlockTable::Block* block = table.find(address);
            REQUIRE((block != nullptr) == expected.contains(address));
            if (!block) continue;
            REQUIRE(block->bytes == expected[address]);
            table.erase(block);
            expected.erase(address);
        }
        REQUIRE(table.size() == expected.size());
    }
    for (const auto& [address, bytes] : expected) {
        BlockTable::Block* block = table.find(address);
        REQUIRE(block != nullptr);
        CHECK(block->bytes == bytes);
    }
    for (std::uintptr_t address = 64; address < 64 * 5'001; address += 64) {
        CHECK((table.find(address) != nullptr) == expected.contains(address));
    }
}

TEST_CASE("Live and peak bytes follow allocations and releases") {
    Told told;
    told.allocate(64, 100);
    {
        const MemoryScope scope(&told.ledger, MemoryCategory::Data);
        told.allocate(128, 50);
    }
    CHECK(told.ledger.category() == kWork);
    told.release(64, 100);
    told.allocate(192, 30);
    CHECK(told.ledger.live().total() == 80);
    CHECK(told.ledger.live()[MemoryCategory::Data] == 50);
    CHECK(told.ledger.live()[kWork] == 30);
    CHECK(told.ledger.peak().total() == 150);
    CHECK(told.ledger.peak()[kWork] == 100);
    CHECK(told.ledger.events() == 4);
    told.ledger.resetPeak();
    CHECK(told.ledger.peak() == told.ledger.live());
    told.release(320, 7); // allocated before the account was kept
    CHECK(told.ledger.live().total() == 80);
    const MemoryScope none(nullptr, MemoryCategory::Data);
}

TEST_CASE("A block whose release went unseen is not counted twice") {
    Told told;
    told.allocate(64, 100);
    told.allocate(64, 40);
    CHECK(told.ledger.live().total() == 40);
    told.release(64, 40);
    CHECK(told.ledger.live().total() == 0);
}

TEST_CASE("While paused nothing sets a peak; measuring never does") {
    Told told;
    told.ledger.pausePeak(true);
    told.allocate(64, 1000);
    told.release(64, 1000);
    told.ledger.pausePeak(false);
    told.allocate(128, 10);
    CHECK(told.ledger.peak().total() == 10);
    {
        const MemoryScope scope(&told.ledger, MemoryCategory::Measuring);
        told.allocate(192, 500);
    }
    told.allocate(256, 5);
    CHECK(told.ledger.live()[MemoryCategory::Measuring] == 500);
    CHECK(told.ledger.live().total() == 15);
    CHECK(told.ledger.peak().total() == 15);
    told.release(192, 500);
    CHECK(told.ledger.live().total() == 15);
}

TEST_CASE("A tensor is booked anew, in the peak as well when it was alive then") {
    const auto ledger = std::make_shared<MemoryLedger>();
    const MemoryRecording recording(ledger);
    const torch::Tensor early = torch::zeros({1000});
    CHECK(ledger->live()[kWork] == 4000);
    torch::Tensor large = torch::zeros({5000});
    large.reset();
    const torch::Tensor late = torch::zeros({2000});
    CHECK(ledger->peak().total() == 24'000);

    ledger->retag(early.slice(0, 10, 20), MemoryCategory::Weights); // by its storage
    CHECK(ledger->live()[MemoryCategory::Weights] == 4000);
    CHECK(ledger->live()[kWork] == 8000);
    CHECK(ledger->peak()[MemoryCategory::Weights] == 4000);
    CHECK(ledger->peak()[kWork] == 20'000);
    ledger->retag(late, MemoryCategory::ReplayBuffer); // came after the peak
    CHECK(ledger->live()[MemoryCategory::ReplayBuffer] == 8000);
    CHECK(ledger->peak()[MemoryCategory::ReplayBuffer] == 0);
    CHECK(ledger->peak().total() == 24'000);
    ledger->retag(torch::Tensor{}, MemoryCategory::Weights);
}

TEST_CASE("A training step is accounted for by category and leaves nothing behind") {
    for (const NetworkSpec& spec : smallNetworks()) {
        CAPTURE(spec.backbone);
        const auto ledger = std::make_shared<MemoryLedger>();
        const MemoryRecording recording(ledger);
        std::unique_ptr<Network> network;
        {
            const MemoryScope scope(ledger.get(), MemoryCategory::Weights);
            network = std::make_unique<Network>(madeUpNetwork(spec));
        }
        std::int64_t bytes = 4 * spec.parameters();
        for (const NamedTensor& buffer : network->buffers()) bytes += 4 * buffer.tensor.numel();
        CHECK(ledger->live()[MemoryCategory::Weights] == bytes);
        CHECK(ledger->live().total() == bytes);

        Method method;
        Optimizer optimizer({0.01, 0.9, 0}, ledger.get());
        TrainingStep step(*network, method, optimizer, ledger.get());
        step.beginTask();
        ledger->resetPeak();
        for (int i = 0; i < 2; ++i) {
            StepRows rows;
            rows.labels = torch::arange(8, torch::kInt64);
            step.run(torch::rand({8, 3, 16, 16}), rows);
        }
        CHECK(ledger->live()[MemoryCategory::Weights] == bytes);
        CHECK(ledger->live()[MemoryCategory::Optimizer] == 4 * spec.parameters());
        CHECK(ledger->live().total() == bytes + 4 * spec.parameters());
        CHECK(ledger->live()[MemoryCategory::Gradients] == 0);
        // The MLP's first layer holds no map any more when its gradient makes the peak.
        CHECK((ledger->peak()[MemoryCategory::Activations] > 0) == (spec.backbone != "mlp"));
        CHECK(ledger->peak()[MemoryCategory::Weights] == bytes);
    }
}

TEST_CASE("Operations are counted from the network's description and what is frozen") {
    const NetworkSpec spec = mlp({1, 4, 4}, 10, {5});
    FlopCounter counter(spec); // 80 and 50 multiply-accumulates
    counter.addStep(3, 0);
    CHECK(counter.total() == 3 * (6 * 130 - 2 * 80)); // nothing needs the pictures' gradient
    counter.setTotal(0);
    counter.addStep(3, 1);
    CHECK(counter.total() == 3 * (2 * 80 + 6 * 50 - 2 * 50));

    const NetworkSpec resnet = resnet18({3, 16, 16}, 10, 4);
    FlopCounter frozen(resnet);
    const std::size_t layer4 = resnet.stageIndex("layer4");
    frozen.addStep(1, layer4);
    const BlockSpec& first = resnet.stages[layer4].blocks.front();
    const auto above = static_cast<double>(resnet.stages[layer4].macs() + resnet.stages[layer4 + 1].macs());
    const auto reading = static_cast<double>(first.main.front().macs() + first.shortcut.front().macs());
    CHECK(frozen.total() == 2 * static_cast<double>(resnet.macs()) + 4 * above - 2 * reading);
}

TEST_CASE("A ledger refuses what would be more than its limit, and remembers the first time and what was done") {
    Told told;
    told.ledger.setLimit(1000);
    told.ledger.enterPhase("forward fc1");
    told.allocate(64, 900);
    CHECK_THROWS_AS(told.allocate(128, 101), LimitReached);
    CHECK(told.ledger.live().total() == 900);
    told.ledger.enterPhase("unwinding");
    CHECK_THROWS_AS(told.allocate(128, 500), LimitReached);
    REQUIRE(told.ledger.refusal());
    CHECK(told.ledger.refusal()->total == 1001);
    CHECK(told.ledger.refusal()->phase == "forward fc1");
    told.release(128, 500); // the allocator frees what was refused
    CHECK(told.ledger.live().total() == 900);
    told.allocate(128, 100);
    CHECK(told.ledger.live().total() == 1000);
}

TEST_CASE("What is measured is no part of a ledger's limit") {
    Told told;
    told.ledger.setLimit(1000);
    told.allocate(64, 900);
    told.ledger.setCategory(MemoryCategory::Measuring);
    told.allocate(128, 5000);
    told.ledger.setCategory(kWork);
    told.ledger.pausePeak(true);
    told.allocate(192, 5000);
    told.release(192, 5000);
    told.ledger.pausePeak(false);
    CHECK_THROWS_AS(told.allocate(192, 101), LimitReached);
    told.ledger.setLimit(0);
    told.allocate(192, 5000);
    CHECK(told.ledger.live().total() == 5900);
}
