#pragma once

#include "methods/method.h"
#include "methods/parts/row_gradients.h"
#include "methods/regularisation/weight_anchor.h"

namespace lightcl {

/// How a task's samples tell which weights matter to it.
struct TaskImportance {
    RowObjective objective;
    Magnitude magnitude = Magnitude::Square;
    std::int64_t samples = 0;      ///< drawn without replacement; 0: all of the task's
    std::int64_t gradientRows = 1; ///< rows whose gradients are averaged before their magnitude is taken
};

/// importance += mean over the task's samples (groups of gradientRows weighted by their rows) of m(∂ objective / ∂θ),
/// of unaugmented images. `random` draws the samples when not all are used.
void addImportance(WeightAnchor& anchor, const TaskImportance& measure, const TaskContext& context,
                   RandomStream& random);

} // namespace lightcl
