#include "backbones/backbones.h"
#include "support/catch.h"
#include "support/message_of.h"
#include "weights/value_check.h"
#include "weights/weight_match.h"
#include "weights/weights_fixture.h"

#include <cstring>
#include <fmt/format.h>
#include <limits>

using namespace lightcl;
using namespace lightcl::test;

namespace {

template <typename T>
StoredTensor tensorOf(const std::string& name, ElementType type, const std::vector<T>& values) {
    std::vector<std::byte> bytes(values.size() * sizeof(T));
    std::memcpy(bytes.data(), values.data(), bytes.size());
    return {name, type, {static_cast<std::int64_t>(values.size())},
            {1},  0,    std::make_shared<const std::vector<std::byte>>(std::move(bytes)),
            {}};
}

constexpr float kInfinity = std::numeric_limits<float>::infinity();
constexpr float kNan = std::numeric_limits<float>::quiet_NaN();

} // namespace

TEST_CASE("Values that are not finite are named, in every type") {
    CHECK(valueComplaint(tensorOf<float>("w", ElementType::F32, {0, 1, -3e38F})).empty());
    CHECK(valueComplaint(tensorOf<float>("w", ElementType::F32, {0, kNan})) ==
          "w: expected finite numbers, found nan at [1]");
    CHECK(valueComplaint(tensorOf<float>("w", ElementType::F32, {-kInfinity})) ==
          "w: expected finite numbers, found -inf at [0]");
    CHECK(valueComplaint(tensorOf<double>("w", ElementType::F64, {0, 1e300})) ==
          "w: expected finite numbers, found 1e+300 at [1]");
    CHECK(valueComplaint(tensorOf<std::uint16_t>("w", ElementType::F16, {0x3c00, 0x7bff, 0x7c00})) ==
          "w: expected finite numbers, found inf at [2]");
    CHECK(valueComplaint(tensorOf<std::uint16_t>("w", ElementType::F16, {0xfe00})) ==
          "w: expected finite numbers, found nan at [0]");
    CHECK(valueComplaint(tensorOf<std::uint16_t>("w", ElementType::BF16, {0x3f80, 0xff80})) ==
          "w: expected finite numbers, found -inf at [1]");
    CHECK(valueComplaint(tensorOf<std::uint8_t>("w", ElementType::U8, {0xff})).empty());
}

TEST_CASE("Impossible statistics are named") {
    CHECK(valueComplaint(tensorOf<float>("bn1.running_var", ElementType::F32, {0, 1, -0.5F})) ==
          "bn1.running_var: expected numbers of at least 0, found -0.5 at [2]");
    CHECK(valueComplaint(tensorOf<float>("bn1.running_mean", ElementType::F32, {-0.5F})).empty());
    // The greatest half is 65504, the least 2^-24.
    CHECK(valueComplaint(tensorOf<std::uint16_t>("a.running_var", ElementType::F16, {0x8001})) ==
          fmt::format("a.running_var: expected numbers of at least 0, found {} at [0]", -1.0 / (1 << 24)));
    CHECK(valueComplaint(tensorOf<std::int64_t>("bn1.num_batches_tracked", ElementType::I64, {7})).empty());
    CHECK(valueComplaint(tensorOf<std::int64_t>("bn1.num_batches_tracked", ElementType::I64, {-1})) ==
          "bn1.num_batches_tracked: expected a count of batches, found -1 at [0]");
    CHECK_FALSE(valueComplaint(tensorOf<std::int64_t>("num_batches_tracked", ElementType::I64, {1LL << 60})).empty());
}

TEST_CASE("Views are looked at as they are, however often they repeat") {
    StoredTensor tensor = tensorOf<float>("w", ElementType::F32, {kNan, 1, 2, 3, kInfinity, 5});
    tensor.shape = {2, 2};
    tensor.strides = {1, 2};
    tensor.offset = 1; // 1, 3, 2, inf
    CHECK(valueComplaint(tensor) == "w: expected finite numbers, found inf at [1, 1]");
    tensor.shape = {std::int64_t{1} << 30, std::int64_t{1} << 30};
    tensor.strides = {0, 0};
    CHECK(valueComplaint(tensor) == "w: expected finite numbers, found nan at [0]");
}

TEST_CASE("A network does not start from impossible values, unless they are of a head that starts fresh") {
    const NetworkSpec network = mlp({1, 2, 2}, 3, {2});
    WeightsFile content = weightsFor(network);
    content.tensors[1] = tensorOf<float>("hidden1.bias", ElementType::F32, {0, kNan});
    const WeightMatch match = matchWeights(network, content);
    CHECK_FALSE(match.isUsable());
    CHECK(match.complaint() == "hidden1.bias: expected finite numbers, found nan at [1]");
    content = weightsFor(network);
    content.tensors[3] = tensorOf<float>("fc.bias", ElementType::F32, {kNan, 0});
    CHECK(matchWeights(network, content).isUsable());
    WeightsFile counted = weightsFor(resnet18({3, 8, 8}, 10, 1));
    counted.tensors.push_back(tensorOf<std::int64_t>("bn1.num_batches_tracked", ElementType::I64, {-5}));
    CHECK(matchWeights(resnet18({3, 8, 8}, 10, 1), counted).complaint() ==
          "bn1.num_batches_tracked: expected a count of batches, found -5 at [0]");
}
