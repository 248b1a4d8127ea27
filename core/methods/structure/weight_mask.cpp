#include "methods/structure/weight_mask.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <stdexcept>
#include <vector>

namespace lightcl {

namespace {

constexpr std::int64_t kWordBits = 64;

std::int64_t wordsFor(std::int64_t weights) {
    return (weights + kWordBits - 1) / kWordBits;
}

WeightMask emptyMask(std::int64_t weights) {
    return {torch::zeros({wordsFor(weights)}, torch::kInt64), weights};
}

/// Float32 values in their order in memory; of so many, if a number is given.
std::span<float> valuesOf(const torch::Tensor& values, std::int64_t weights = -1) {
    const bool asMany = weights < 0 || values.numel() == weights;
    if (asMany && values.scalar_type() == torch::kFloat && values.is_contiguous()) {
        return {values.data_ptr<float>(), static_cast<std::size_t>(values.numel())};
    }
    throw std::logic_error("a weight mask needs its layer's float32 values without gaps");
}

/// Importance as an integer of the same order: the bits of a float that is not negative.
class Ranking {
public:
    explicit Ranking(const WeightImportance& importance)
        : weights_(valuesOf(importance.weights)), gradientWeight_(importance.gradientWeight) {
        if (importance.gradients.defined()) gradients_ = valuesOf(importance.gradients);
    }
    [[nodiscard]] std::size_t size() const { return weights_.size(); }
    [[nodiscard]] std::uint32_t operator[](std::size_t weight) const {
        float value = std::abs(weights_[weight]);
        if (!gradients_.empty()) value += gradientWeight_ * std::abs(gradients_[weight]);
        return std::bit_cast<std::uint32_t>(value);
    }

private:
    std::span<const float> weights_, gradients_;
    float gradientWeight_;
};

bool isSet(std::span<const std::uint64_t> words, std::size_t weight) {
    return (words[weight / kWordBits] >> (weight % kWordBits) & 1U) != 0;
}

void set(std::span<std::uint64_t> words, std::size_t weight) {
    words[weight / kWordBits] |= std::uint64_t{1} << (weight % kWordBits);
}

/// Calls `use` with the place of each set bit, from the lowest on.
template <class Use>
void forEachSet(std::span<const std::uint64_t> words, Use use) {
    for (std::size_t word = 0; word < words.size(); ++word) {
        for (std::uint64_t left = words[word]; left != 0; left &= left - 1) {
            use(word * kWordBits + static_cast<std::size_t>(std::countr_zero(left)));
        }
    }
}

/// How many weights of each half rank there are: the upper 16 bits of a rank, or the lower ones of those with a given
/// upper half.
class RankHistogram {
public:
    void count(std::uint32_t half) { ++counts_[half]; }
    /// The half that the `wanted`-th largest has; `wanted` becomes its place among the weights of that half.
    [[nodiscard]] std::uint32_t find(std::int64_t& wanted) const {
        std::uint32_t half = kHalves - 1;
        for (; half > 0 && counts_[half] < wanted; --half) wanted -= counts_[half];
        return half;
    }

private:
    static constexpr std::uint32_t kHalves = 1U << 16U;
    std::vector<std::int64_t> counts_ = std::vector<std::int64_t>(kHalves);
};

/// The `count`-th largest rank among the candidates, and how many of those that have it are among the `count` largest.
struct Threshold {
    std::uint32_t rank = 0;
    std::int64_t ofEqual = 0;
};

template <class IsCandidate>
Threshold thresholdOf(const Ranking& ranking, std::int64_t count, IsCandidate isCandidate) {
    RankHistogram upper, lower;
    for (std::size_t weight = 0; weight < ranking.size(); ++weight) {
        if (isCandidate(weight)) upper.count(ranking[weight] >> 16U);
    }
    const std::uint32_t upperHalf = upper.find(count);
    for (std::size_t weight = 0; weight < ranking.size(); ++weight) {
        if (!isCandidate(weight)) continue;
        const std::uint32_t rank = ranking[weight];
        if (rank >> 16U == upperHalf) lower.count(rank & 0xFFFFU);
    }
    const std::uint32_t lowerHalf = lower.find(count);
    return {upperHalf << 16U | lowerHalf, count};
}

/// Sets the bits of the `count` candidates of the largest rank.
template <class IsCandidate>
void choose(std::span<std::uint64_t> words, const Ranking& ranking, std::int64_t count, IsCandidate isCandidate) {
    if (count <= 0) return;
    Threshold threshold = thresholdOf(ranking, count, isCandidate);
    for (std::size_t weight = 0; weight < ranking.size(); ++weight) {
        if (!isCandidate(weight)) continue;
        const std::uint32_t rank = ranking[weight];
        if (rank > threshold.rank || (rank == threshold.rank && threshold.ofEqual-- > 0)) set(words, weight);
    }
}

} // namespace

std::int64_t aliveCount(std::int64_t weights, double sparsity) {
    return weights - std::llround(sparsity * static_cast<double>(weights));
}

WeightMask::WeightMask(torch::Tensor bits, std::int64_t weights) : bits_(std::move(bits)), weights_(weights) {}

bool WeightMask::fits(const torch::Tensor& bits, std::int64_t weights) {
    return bits.scalar_type() == torch::kInt64 && bits.dim() == 1 && bits.numel() == wordsFor(weights);
}

std::span<std::uint64_t> WeightMask::words() const {
    return {reinterpret_cast<std::uint64_t*>(bits_.data_ptr<std::int64_t>()), static_cast<std::size_t>(bits_.numel())};
}

WeightMask WeightMask::of(const torch::Tensor& chosen) {
    const torch::Tensor flat = chosen.flatten().contiguous();
    WeightMask mask = emptyMask(flat.numel());
    for (std::int64_t weight = 0; weight < flat.numel(); ++weight) {
        if (flat.data_ptr<bool>()[weight]) set(mask.words(), static_cast<std::size_t>(weight));
    }
    return mask;
}

WeightMask WeightMask::largest(const WeightImportance& importance, std::int64_t count) {
    const Ranking ranking(importance);
    WeightMask mask = emptyMask(importance.weights.numel());
    choose(mask.words(), ranking, std::min(count, mask.weights_), [](std::size_t) { return true; });
    return mask;
}

std::int64_t WeightMask::count() const {
    std::int64_t set = 0;
    for (const std::uint64_t word : words()) set += std::popcount(word);
    return set;
}

torch::Tensor WeightMask::chosen(at::IntArrayRef sizes) const {
    torch::Tensor all = torch::zeros(sizes, torch::kBool);
    forEachSet(words(), [values = all.data_ptr<bool>()](std::size_t weight) { values[weight] = true; });
    return all;
}

void WeightMask::assign(const WeightMask& other) {
    weights_ = other.weights_;
    if (bits_.defined()) {
        bits_.copy_(other.bits_);
    } else {
        bits_ = other.bits_;
    }
}

WeightMask WeightMask::pruned(const WeightImportance& importance, double sparsity) const {
    WeightMask mask = emptyMask(weights_);
    const std::span<const std::uint64_t> candidates = words();
    choose(mask.words(), Ranking(importance), std::min(aliveCount(weights_, sparsity), count()),
           [candidates](std::size_t weight) { return isSet(candidates, weight); });
    return mask;
}

WeightMask WeightMask::grown(double sparsity, RandomStream& random) const {
    WeightMask mask(bits_.clone(), weights_);
    const std::int64_t chosenNow = count();
    const std::int64_t missing = aliveCount(weights_, sparsity) - chosenNow;
    if (missing <= 0) return mask;
    // Places among the weights that are not chosen.
    std::vector<std::int64_t> drawn = random.choose(missing, weights_ - chosenNow);
    std::sort(drawn.begin(), drawn.end());
    const std::span<const std::uint64_t> before = words();
    auto next = drawn.begin();
    std::int64_t place = 0;
    for (std::size_t weight = 0; next != drawn.end(); ++weight) {
        if (isSet(before, weight)) continue;
        if (place++ != *next) continue;
        set(mask.words(), weight);
        ++next;
    }
    return mask;
}

void WeightMask::apply(const torch::Tensor& values) const {
    const std::span<float> all = valuesOf(values, weights_);
    const std::span<const std::uint64_t> chosen = words();
    for (std::size_t weight = 0; weight < all.size(); ++weight) {
        all[weight] = isSet(chosen, weight) ? all[weight] : 0;
    }
}

torch::Tensor WeightMask::packed(const torch::Tensor& values) const {
    const std::span<const float> all = valuesOf(values, weights_);
    torch::Tensor taken = torch::empty({count()}, values.options().requires_grad(false));
    forEachSet(words(), [all, next = taken.data_ptr<float>()](std::size_t weight) mutable { *next++ = all[weight]; });
    return taken;
}

torch::Tensor WeightMask::unpacked(const torch::Tensor& packed, at::IntArrayRef sizes) const {
    torch::Tensor all = torch::zeros(sizes, packed.options());
    forEachSet(words(), [values = all.data_ptr<float>(), next = packed.data_ptr<float>()](std::size_t weight) mutable {
        values[weight] = *next++;
    });
    return all;
}

} // namespace lightcl
