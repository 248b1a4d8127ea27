#pragma once

#include "backbones/network_spec.h"

#include <cstdint>
#include <vector>

namespace lightcl {

/// Counts the operations of training steps from the network's multiply-accumulates (MACs; one is two operations):
/// forward 2·MACs a row for every stage; backward 4·MACs a row for every trainable stage (weight and input gradients),
/// less the input gradient of the first trainable layer, which nothing needs.
class FlopCounter {
public:
    explicit FlopCounter(const NetworkSpec& network);

    /// `rows` from the input on, and `later` rows that enter behind the frozen stages.
    void addStep(std::int64_t rows, std::size_t frozenStages, std::int64_t later = 0);
    /// A forward of the frozen stages alone.
    void addFrozenForward(std::int64_t rows, std::size_t frozenStages);
    /// Operations that the network's stages do not account for.
    void addExtra(double operations) { total_ += operations; }
    [[nodiscard]] double total() const { return total_; }
    void setTotal(double total) { total_ = total; }

private:
    struct StageMacs {
        double all = 0;
        double firstLayer = 0; ///< of the layers that read the stage's input
    };
    std::vector<StageMacs> stages_;
    double total_ = 0;
};

} // namespace lightcl
