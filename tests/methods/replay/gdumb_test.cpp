#include "engine/engine_fixture.h"
#include "methods/replay/gdumb.h"
#include "methods/replay/replay_fixture.h"
#include "support/catch.h"

#include <algorithm>

using namespace lightcl;
using namespace lightcl::test;

namespace {

std::vector<std::int64_t> sortedLabels(const BalancedBuffer& buffer) {
    std::vector<std::int64_t> labels = labelsOf(buffer.samples());
    std::sort(labels.begin(), labels.end());
    return labels;
}

/// Keeps what steps it was asked for.
class RecordedSteps final : public StepRunner {
public:
    double step(const Samples& samples, double learningRate) override {
        labels.push_back(labelsOf(samples));
        rates.push_back(learningRate);
        return 0;
    }

    std::vector<std::vector<std::int64_t>> labels;
    std::vector<double> rates;
};

TaskContext contextWith(Ground& ground, RecordedSteps& steps, int task, bool pretrained = false) {
    const TaskContext context = ground.context(task, pretrained);
    return {.task = context.task,
            .scenario = context.scenario,
            .network = context.network,
            .random = context.random,
            .steps = steps,
            .firstTask = context.firstTask,
            .lastTask = context.lastTask,
            .pretrained = pretrained,
            .batchSize = context.batchSize};
}

void offer(GDumb& method, Ground& ground, int task, std::int64_t count) {
    method.afterStep(stepRows(ground.samples(task, count), {}), ground.random);
}

} // namespace

TEST_CASE("The balanced buffer takes what is new or rare, in the place of what is common") {
    using Labels = std::vector<std::int64_t>;
    RandomStream random(3);
    BalancedBuffer buffer(4);
    buffer.add(labelled({0, 0, 0}), random);
    CHECK(sortedLabels(buffer) == Labels{0, 0, 0});
    buffer.add(labelled({0, 0, 0}), random); // only 4 fit, of the only class
    CHECK(sortedLabels(buffer) == Labels{0, 0, 0, 0});
    buffer.add(labelled({1}), random);
    CHECK(sortedLabels(buffer) == Labels{0, 0, 0, 1});
    buffer.add(labelled({1, 1, 1}), random); // each class has a right to 4 / 2
    CHECK(sortedLabels(buffer) == Labels{0, 0, 1, 1});
    buffer.add(labelled({2, 2}), random); // new: one goes; then 1 < 4/3: another of the largest class
    const Labels three = sortedLabels(buffer);
    CHECK(std::count(three.begin(), three.end(), 2) == 2);
    CHECK(std::count(three.begin(), three.end(), 0) == 1);
    CHECK(std::count(three.begin(), three.end(), 1) == 1);
    buffer.add(labelled({3, 4, 5, 0, 1, 2}), random); // 6 classes, 4 places: a class that is gone is not new again
    CHECK(buffer.samples().count() == 4);
    const torch::Tensor pixels = buffer.samples().images.flatten().to(torch::kInt64);
    CHECK(torch::equal(pixels, buffer.samples().labels));
}

TEST_CASE("The balanced buffer draws which sample of the largest class goes") {
    std::vector<std::int64_t> firstKept(4, 0);
    RandomStream random(3);
    for (int trial = 0; trial < 200; ++trial) {
        BalancedBuffer buffer(4);
        const Samples zeros{torch::arange(4, torch::kInt64).to(torch::kUInt8).view({4, 1, 1, 1}),
                            torch::zeros({4}, torch::kInt64)};
        buffer.add(zeros, random);
        buffer.add(labelled({9}), random);
        const torch::Tensor place = buffer.samples().labels.eq(9).nonzero();
        ++firstKept[static_cast<std::size_t>(place.item<std::int64_t>())];
    }
    for (const std::int64_t count : firstKept) CHECK(count > 25); // 50 expected, sd 6
}

TEST_CASE("The balanced buffer goes on from what it saved") {
    RandomStream random(3);
    BalancedBuffer buffer(3);
    buffer.add(labelled({0, 0, 0, 1, 2, 3}), random);
    TensorFile file;
    buffer.save(StateArchive(file, ""));
    file = asRead(file);
    BalancedBuffer other(3);
    other.restore(StateArchive(file, ""));
    RandomStream again = random;
    buffer.add(labelled({0, 1, 4, 2, 3}), random);
    other.add(labelled({0, 1, 4, 2, 3}), again);
    CHECK(labelsOf(other.samples()) == labelsOf(buffer.samples()));
    CHECK(random.state() == again.state());
}

TEST_CASE("GDumb's learning rate warms up for an epoch and then falls in cycles of doubling length") {
    const auto rate = [](std::int64_t epoch) { return GDumb::rateOf(epoch, 0.05, 0.0005); };
    const double middle = (0.05 + 0.0005) / 2;
    CHECK(rate(0) == Approx(0.005));
    CHECK(rate(1) == Approx(0.05));
    CHECK(rate(2) == Approx(0.05));
    CHECK(rate(3) == Approx(middle));
    CHECK(rate(4) == Approx(0.05));
    CHECK(rate(5) == Approx(middle + (0.05 - middle) * std::sqrt(0.5)));
    CHECK(rate(6) == Approx(middle));
    CHECK(rate(7) == Approx(middle - (0.05 - middle) * std::sqrt(0.5)));
    CHECK(rate(8) == Approx(0.05));
    CHECK(rate(24) == Approx(middle));
}

TEST_CASE("GDumb trains a new network on its buffer alone") {
    Ground ground(smallNetworks().front());
    RecordedSteps steps;
    GDumb method({10, 4, 3, 0.05, 0.0005, false}, OutputMask{});
    CHECK_FALSE(method.trainsOnStream());
    method.attach(ground.network);
    method.beforeTask(contextWith(ground, steps, 1));
    offer(method, ground, 1, 8);
    const auto before = copyOf(ground.network);
    method.afterTask(contextWith(ground, steps, 1));
    CHECK_FALSE(sameTensors(copyOf(ground.network), before));

    std::vector<std::int64_t> offered = labelsOf(ground.samples(1, 8));
    std::sort(offered.begin(), offered.end());
    REQUIRE(steps.labels.size() == 3 * 2);
    for (std::size_t epoch = 0; epoch < 3; ++epoch) {
        std::vector<std::int64_t> all = steps.labels[2 * epoch];
        CHECK(all.size() == 4);
        all.insert(all.end(), steps.labels[2 * epoch + 1].begin(), steps.labels[2 * epoch + 1].end());
        std::sort(all.begin(), all.end());
        CHECK(all == offered);
        CHECK(steps.rates[2 * epoch] == GDumb::rateOf(static_cast<std::int64_t>(epoch), 0.05, 0.0005));
    }
}

TEST_CASE("GDumb can wait for the last task, and looks at each sample once") {
    Ground ground(smallNetworks().front());
    RecordedSteps steps;
    GDumb method({10, 4, 2, 0.05, 0.0005, true}, OutputMask{});
    method.attach(ground.network);
    offer(method, ground, 4, 8);
    method.afterTask(contextWith(ground, steps, 4));
    CHECK(steps.labels.empty());
    method.afterTask(contextWith(ground, steps, 5));
    CHECK(steps.labels.size() == 2 * 2);

    const TaskContext context = ground.context(1);
    method.beforeEpoch(context, 1);
    CHECK(torch::equal(method.epochIndices(context), context.task.trainIndices));
    method.beforeEpoch(context, 2);
    CHECK(method.epochIndices(context).size(0) == 0);
}

TEST_CASE("GDumb starts again from the pretrained weights where there are any, also after resuming") {
    Ground ground(smallNetworks()[1]);
    RecordedSteps steps;
    GDumb method({10, 4, 1}, OutputMask{});
    method.attach(ground.network);
    const auto start = copyOf(ground.network);
    method.beforeTask(contextWith(ground, steps, 1, true));
    offer(method, ground, 1, 8);
    TensorFile saved = savedBy(method);
    const auto spoil = [&] {
        const at::NoGradGuard noGradient;
        for (NamedTensor& parameter : ground.network.parameters()) parameter.tensor.add_(1);
        for (NamedTensor& buffer : ground.network.buffers()) buffer.tensor.add_(1);
    };
    spoil();
    method.afterTask(contextWith(ground, steps, 1, true));
    CHECK(sameTensors(copyOf(ground.network), start));

    GDumb other({10, 4, 1}, OutputMask{});
    other.attach(ground.network);
    other.restore(StateArchive(saved, ""));
    spoil();
    other.afterTask(contextWith(ground, steps, 2, true));
    CHECK(sameTensors(copyOf(ground.network), start));
}
