#pragma once

#include "base/value.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lightcl {

/// A row of a published table, for one data set.
struct PublishedResult {
    /// Mean and deviation over `PublishedTable::runs`, in %.
    using Accuracy = std::optional<std::pair<double, double>>;

    std::string method; ///< the catalog's name
    Accuracy classIl;
    Accuracy taskIl;
    double trainingFlops = 0; ///< of the whole training
    double peakMebibytes = 0; ///< by the paper's own accounting
    Parameters settings{};    ///< the method's, as published
};

/// A published table of results on one data set, and how they were got.
struct PublishedTable {
    std::string source; ///< "LightCL (arXiv 2407.10545), Table 1"
    std::string dataset;
    int runs = 0;                           ///< that each mean is over
    std::string weights;                    ///< what the networks were pretrained on; empty: nothing
    Parameters scenario, network, training; ///< the keys that decide the figures
    std::vector<PublishedResult> results;
};

/// LightCL's Table 1 (arXiv 2407.10545): Split CIFAR-10 and Split TinyImageNet, ResNet-18. FLOPs and memory are
/// computed there, not measured; its "MB" are MiB, as its own figures come out.
const std::vector<PublishedTable>& publishedTables();

} // namespace lightcl
