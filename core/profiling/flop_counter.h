#pragma once

#include "backbones/network_spec.h"

#include <cstdint>
#include <vector>

namespace lightcl {

/// Counts the rows of training steps, each times its operations (rules/row_operations.h).
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
    // Of a row, by frozen stages.
    std::vector<double> frozen_;
    std::vector<double> trained_;
    double total_ = 0;
};

} // namespace lightcl
