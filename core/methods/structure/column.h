#pragma once

#include "methods/structure/lateral_adapters.h"
#include "networks/network.h"

#include <vector>

namespace lightcl {

/// A finished column of a progressive network: it gives no gradients and does not change any more.
struct Column {
    /// Takes a copy of the network; freezes the adapters.
    Column(const Network& trained, LateralAdapters adapters);

    void save(const StateArchive& archive) const;
    void restore(const StateArchive& archive);

    Network network;
    LateralAdapters laterals;
};

/// Takes the first columns one stage further, side by side, in evaluation mode and without gradients: `values` holds
/// what each column's stage before gave (for stage 0 the network's inputs) and then what this stage gives. No older
/// values are kept.
void advance(std::vector<Column>& columns, std::size_t stage, std::vector<torch::Tensor>& values);

} // namespace lightcl
