#include "rules/task_length.h"

#include "rules/optimizer_rule.h"
#include "rules/sparsity.h"
#include "support/catch.h"

using namespace lightcl;

namespace {

std::int64_t tenSamples(std::int64_t /*epoch*/) {
    return 10;
}

} // namespace

TEST_CASE("a task without a budget has all steps of its epochs", "[rules]") {
    const TaskLength length = taskLength(3, 4, {}, tenSamples);
    CHECK(length.epochs == 3);
    CHECK(length.steps == 9);
    CHECK(length.lastSteps == 3);
    CHECK(length.span == 3);
    CHECK(length.trained(3, 10, 4) == 10);
    CHECK(length.trained(4, 10, 4) == 0);
}

TEST_CASE("a budget of steps ends a task within an epoch, at one's end, or not at all", "[rules]") {
    const TaskLength within = taskLength(3, 4, 5, tenSamples);
    CHECK(within.epochs == 2);
    CHECK(within.steps == 5);
    CHECK(within.lastSteps == 2);
    CHECK(within.span == Approx(1 + 2.0 / 3));
    CHECK(within.trained(1, 10, 4) == 10);
    CHECK(within.trained(2, 10, 4) == 8);
    const TaskLength atEnd = taskLength(3, 4, 6, tenSamples);
    CHECK(atEnd.epochs == 2);
    CHECK(atEnd.lastSteps == 3);
    CHECK(atEnd.span == 2);
    CHECK(atEnd.trained(2, 10, 4) == 10);
    const TaskLength all = taskLength(3, 4, 100, tenSamples);
    CHECK(all.epochs == 3);
    CHECK(all.steps == 9);
    CHECK(all.span == 3);
    CHECK(taskLength(3, 4, 1, tenSamples).steps == 1);
}

TEST_CASE("a budget of steps lasts longer where later epochs have fewer samples", "[rules]") {
    // 16, 12 and 8 samples in batches of 4.
    const auto left = [](std::int64_t epoch) { return samplesLeft(0.25, {1, 2}, 16, epoch); };
    CHECK(left(3) == 8);
    const TaskLength length = taskLength(3, 4, 8, left);
    CHECK(length.epochs == 3);
    CHECK(length.lastSteps == 1);
    CHECK(length.span == 2.5);
}

TEST_CASE("a cosine spans what is trained: the steps of the budget, or the seconds of it", "[rules]") {
    OptimizerSettings cosine;
    cosine.learningRate = 0.2;
    cosine.schedule = RateSchedule::Cosine;
    // Five steps of three an epoch; the third one begins after two fifths.
    const TaskLength length = taskLength(3, 4, 5, tenSamples);
    CHECK(scheduledRate(cosine, length.span, 1, 1, 3) == Approx(0.2));
    CHECK(scheduledRate(cosine, length.span, 1, 3, 3) == Approx(0.1 * (1 + 0.30901699)));  // cos 72 degrees
    CHECK(scheduledRate(cosine, length.span, 2, 2, 3) == Approx(0.1 * (1 - 0.80901699)));  // cos 144 degrees
    CHECK(scheduledRate(cosine, 3, 1, 2, 3, 0.5) == Approx(0.1));                          // half of the seconds
    CHECK(scheduledRate(cosine, 3, 2, 3, 3, 0.1) == scheduledRate(cosine, 3, 2, 3, 3, 0)); // the epochs are further
}
