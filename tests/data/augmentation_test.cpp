#include "data/augmentation.h"
#include "support/catch.h"

#include <map>

using namespace lightcl;

namespace {

torch::Tensor numbered(torch::IntArrayRef sizes) {
    return torch::arange(1, c10::multiply_integers(sizes) + 1, torch::kInt64).to(torch::kUInt8).view(sizes);
}

/// The same by tensor operations, image by image.
torch::Tensor reference(const torch::Tensor& images, const Augmentation& how, RandomStream& random) {
    const std::int64_t padding = how.cropPadding;
    const auto height = images.size(2);
    const auto width = images.size(3);
    const auto padded = torch::constant_pad_nd(images, {padding, padding, padding, padding}, 0);
    std::vector<torch::Tensor> result;
    for (std::int64_t i = 0; i < images.size(0); ++i) {
        std::int64_t row = 0;
        std::int64_t column = 0;
        if (padding > 0) {
            row = static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(2 * padding + 1)));
            column = static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(2 * padding + 1)));
        }
        auto crop = padded[i].narrow(1, row, height).narrow(2, column, width);
        if (how.flip && random.below(2) == 1) crop = crop.flip({2});
        result.push_back(crop);
    }
    return torch::stack(result);
}

} // namespace

TEST_CASE("Augmentation equals padding, cropping and flipping each image") {
    const auto images = numbered({40, 3, 5, 7});
    for (const Augmentation how : {Augmentation{2, false}, {0, true}, {3, true}, {9, true}}) {
        INFO("padding " << how.cropPadding << ", flip " << how.flip);
        RandomStream one(5), other(5);
        const auto result = augmented(images, how, one);
        CHECK(result.scalar_type() == torch::kUInt8);
        CHECK(torch::equal(result, reference(images, how, other)));
        CHECK(one.state() == other.state());
    }
}

TEST_CASE("Augmentation takes images that are not contiguous and leaves them as they were") {
    const auto images = numbered({4, 5, 7, 3}).permute({0, 3, 1, 2});
    const auto before = images.clone();
    RandomStream one(5), other(5);
    CHECK(torch::equal(augmented(images, {2, true}, one), reference(images, {2, true}, other)));
    CHECK(torch::equal(images, before));
}

TEST_CASE("Where nothing is to be varied, the same tensor comes back and nothing is drawn") {
    const auto images = numbered({2, 1, 2, 2});
    RandomStream random(1);
    const auto state = random.state();
    CHECK(augmented(images, {}, random).is_same(images));
    CHECK(random.state() == state);
    CHECK(augmented(images.narrow(0, 0, 0), {1, true}, random).size(0) == 0);
}

TEST_CASE("Every place of the crop and both sides come about equally often") {
    const auto images = torch::tensor({1, 2}, torch::kUInt8).view({1, 1, 1, 2}).repeat({9000, 1, 1, 1});
    RandomStream random(3);
    const auto result = augmented(images, {1, true}, random).view({9000, 2});
    std::map<std::pair<int, int>, int> counts;
    for (std::int64_t i = 0; i < 9000; ++i) ++counts[{result[i][0].item<int>(), result[i][1].item<int>()}];
    // Two of three rows are margin; of the columns each shift is seen as it is or mirrored.
    CHECK(std::abs(counts[{0, 0}] - 6000) < 200);
    for (const auto& seen : {std::pair{1, 2}, {2, 1}, {0, 1}, {1, 0}, {2, 0}, {0, 2}}) {
        INFO(seen.first << seen.second);
        CHECK(std::abs(counts[seen] - 500) < 90);
    }
}
