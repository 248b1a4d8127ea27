#pragma once

#include "libtorch/torch.h"

#include <cstdint>
#include <vector>

namespace lightcl {

/// One task of a sequence: which classes, and which images of the dataset. An index i stands for image i mod N of the N
/// there are, as domain i / N shows it (see DomainViews); only domain-incremental sequences have more domains than one.
struct Task {
    int number = 1; ///< from 1; a joint task has the number of the last
    std::vector<std::int64_t> classes;
    torch::Tensor trainIndices; ///< int64, into Dataset::train; what methods may learn from
    torch::Tensor testIndices;  ///< int64, into Dataset::test
    torch::Tensor probeIndices; ///< int64, into Dataset::train; for measuring only, never trained on
    /// int64, into Dataset::train; to choose a setting by, never trained on; none where nothing is chosen.
    torch::Tensor validationIndices{};
};

} // namespace lightcl
