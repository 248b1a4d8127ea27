#include "methods/structure/weight_mask.h"
#include "support/catch.h"

using namespace lightcl;

namespace {

/// The `count` largest |values| by sorting, of equal ones the first.
torch::Tensor sortedLargest(const torch::Tensor& values, std::int64_t count) {
    const torch::Tensor order = std::get<1>(values.abs().flatten().sort(true, 0, true));
    return torch::zeros({values.numel()}, torch::kBool).index_fill_(0, order.slice(0, 0, count), true);
}

} // namespace

TEST_CASE("A weight mask chooses the largest, as sorting does") {
    at::manual_seed(3);
    const std::int64_t n = GENERATE(1, 63, 64, 65, 1000);
    CAPTURE(n);
    const torch::Tensor random = torch::randn({n});
    const torch::Tensor manyEqual = torch::randint(-3, 4, {n}).to(torch::kFloat);
    const torch::Tensor close = 1 + 1e-6F * torch::randint(0, 50, {n}).to(torch::kFloat);
    for (const torch::Tensor& values : {random, manyEqual, close, torch::zeros({n})}) {
        for (const std::int64_t count : {std::int64_t{0}, n / 3, n}) {
            const WeightMask mask = WeightMask::largest({values}, count);
            CHECK(mask.count() == count);
            CHECK(torch::equal(mask.chosen({n}), sortedLargest(values, count)));
        }
    }
    CHECK(WeightMask::largest({random}, n + 5).count() == n);
}

TEST_CASE("Importance adds the share of the gradients to the weights' magnitudes") {
    const torch::Tensor weights = torch::tensor({1.0F, -2.0F, 3.0F, 0.0F});
    const torch::Tensor gradients = torch::tensor({-5.0F, 1.0F, 0.0F, 6.4F}); // 3.5, 2.5, 3, 3.2
    const torch::Tensor expected = torch::tensor({1, 0, 0, 1}).to(torch::kBool);
    CHECK(torch::equal(WeightMask::largest({weights, gradients, 0.5F}, 2).chosen({4}), expected));
}

TEST_CASE("A weight mask packs what it chose and gives it back in place") {
    at::manual_seed(4);
    const torch::Tensor values = torch::randn({5, 7, 3, 3});
    const WeightMask mask = WeightMask::largest({values}, 100);
    const torch::Tensor packed = mask.packed(values);
    CHECK(packed.numel() == 100);
    const torch::Tensor masked = values * mask.chosen(values.sizes());
    CHECK(torch::equal(mask.unpacked(packed, values.sizes()), masked));
    torch::Tensor applied = values.clone();
    mask.apply(applied);
    CHECK(torch::equal(applied, masked));
    CHECK(torch::equal(WeightMask::of(mask.chosen(values.sizes())).bits(), mask.bits()));
}

TEST_CASE("A weight mask costs a bit a weight, and an assigned one stays where it is") {
    const WeightMask few = WeightMask::largest({torch::rand({640})}, 5);
    WeightMask mask = WeightMask::largest({torch::rand({640})}, 300);
    CHECK(mask.bits().nbytes() == 80);
    const void* place = mask.bits().data_ptr();
    mask.assign(few);
    CHECK(mask.bits().data_ptr() == place);
    CHECK(torch::equal(mask.bits(), few.bits()));
}

TEST_CASE("A weight mask refuses values that do not lie in order") {
    const WeightMask mask = WeightMask::largest({torch::rand({4, 6})}, 5);
    CHECK_THROWS_AS(mask.apply(torch::rand({6, 4}).t()), std::logic_error);
    CHECK_THROWS_AS(mask.packed(torch::rand({4, 6}, torch::kDouble)), std::logic_error);
}
