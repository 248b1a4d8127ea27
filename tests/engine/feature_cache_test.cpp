#include "engine/feature_cache.h"

#include "base/error.h"
#include "engine/scratch_tensor.h"
#include "support/catch.h"
#include "support/message_of.h"

#include <cstdlib>

using namespace lightcl;
using namespace lightcl::test;

namespace {

const torch::Tensor kIndices = torch::tensor({7, 3, 12, 4, 9}, torch::kInt64);

/// Features that tell their sample and view: [rows, 2, 1, 3].
FeatureCache::Compute featuresOf(std::int64_t view) {
    return [view](const torch::Tensor& indices) {
        const torch::Tensor values = torch::tensor({0.0F, 0.25F, 0.5F, -1.0F, 2.0F, 4.0F}).view({1, 2, 1, 3});
        return values + indices.view({-1, 1, 1, 1}) + 100 * view;
    };
}

} // namespace

TEST_CASE("Cached features come back for any samples in any order") {
    const torch::Tensor some = torch::tensor({12, 7, 7, 9}, torch::kInt64);
    for (const std::int64_t memory : {0, 100, 1000}) { // both views, the second, none in a file
        FeatureCache cache({2, memory, StoredPrecision::Float32});
        cache.begin(kIndices);
        for (const std::int64_t view : {1, 0}) {
            CHECK_FALSE(cache.holds(view));
            cache.fill(view, 2, featuresOf(view));
            CHECK(cache.holds(view));
        }
        for (const std::int64_t view : {0, 1}) CHECK(torch::equal(cache.at(view, some), featuresOf(view)(some)));
        cache.begin(some);
        CHECK_FALSE(cache.holds(0));
    }
}

TEST_CASE("Views take turns") {
    const FeatureCache cache({3, 0, StoredPrecision::Float32});
    for (const int epoch : {1, 4, 7}) CHECK(cache.viewOf(epoch) == 0);
    CHECK(cache.viewOf(3) == 2);
    CHECK(cache.enabled());
    CHECK_FALSE(FeatureCache({0, 0, StoredPrecision::Float32}).enabled());
}

TEST_CASE("Cached features may be kept in fewer bytes") {
    for (const auto& [precision, error] : {std::pair{StoredPrecision::Float16, 0.01}, {StoredPrecision::UInt8, 0.02}}) {
        FeatureCache cache({1, 1 << 20, precision});
        cache.begin(kIndices);
        cache.fill(0, 5, featuresOf(0));
        const torch::Tensor difference = (cache.at(0, kIndices) - featuresOf(0)(kIndices)).abs();
        CHECK(difference.max().item<double>() < error);
    }
}

TEST_CASE("A tensor in a file is 0 at first, and says where there is no room") {
    CHECK(torch::equal(scratchTensor({3, 5}, torch::kFloat32), torch::zeros({3, 5})));
    CHECK(scratchTensor({0, 5}, torch::kUInt8).numel() == 0);
    CHECK_THROWS_AS(scratchTensor({std::int64_t{1} << 60}, torch::kUInt8), Error);
}

TEST_CASE("A folder for temporary files that is missing is named") {
    const char* usual = std::getenv("TMPDIR");
    const std::string before = usual ? usual : "";
    setenv("TMPDIR", "/nowhere/at-all", 1);
    const std::string message = messageOf<Error>([] { scratchTensor({4}, torch::kUInt8); });
    if (usual)
        setenv("TMPDIR", before.c_str(), 1);
    else
        unsetenv("TMPDIR");
    CHECK(contains(message, "/nowhere/at-all"));
    CHECK(contains(message, "TMPDIR"));
}
