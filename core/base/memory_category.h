#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <string_view>

namespace lightcl {

/// What a byte of training memory is for. `Measuring` is the probe data of the layer metrics: it is part of no method,
/// so it is reported apart and left out of every total.
enum class MemoryCategory {
    Weights,
    Gradients,
    Optimizer,
    Activations,
    ReplayBuffer,
    MethodState,
    Data,
    Workspace,
    Measuring
};

inline constexpr std::array kMemoryCategories = {
    MemoryCategory::Weights,     MemoryCategory::Gradients,    MemoryCategory::Optimizer,
    MemoryCategory::Activations, MemoryCategory::ReplayBuffer, MemoryCategory::MethodState,
    MemoryCategory::Data,        MemoryCategory::Workspace,    MemoryCategory::Measuring};

/// The name in the store and in reports: "weights", "gradients", "optimizer", "activations", "replay buffer",
/// "method state", "data", "workspace", "measuring".
constexpr std::string_view toString(MemoryCategory category) {
    constexpr std::array<std::string_view, 9> names = {"weights",     "gradients",     "optimizer",
                                                       "activations", "replay buffer", "method state",
                                                       "data",        "workspace",     "measuring"};
    return names[static_cast<std::size_t>(category)];
}

/// Bytes by category.
struct MemoryBreakdown {
    std::array<std::int64_t, kMemoryCategories.size()> bytes{};

    constexpr std::int64_t& operator[](MemoryCategory category) { return bytes[static_cast<std::size_t>(category)]; }
    constexpr std::int64_t operator[](MemoryCategory category) const {
        return bytes[static_cast<std::size_t>(category)];
    }
    /// Sum over all categories but Measuring.
    [[nodiscard]] constexpr std::int64_t total() const {
        return std::accumulate(bytes.begin(), bytes.end(), std::int64_t{0}) - (*this)[MemoryCategory::Measuring];
    }
    bool operator==(const MemoryBreakdown&) const = default;
};

} // namespace lightcl
