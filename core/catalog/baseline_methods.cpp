#include "catalog/entries.h"
#include "catalog/method_entries.h"

namespace lightcl {

namespace {

MethodInfo sgd() {
    return {.name = "sgd",
            .title = "SGD",
            .help = "Fine-tuning on each task as it comes, with nothing done against forgetting: the lower bound.",
            .source = "",
            .parameters = {},
            .refusals = {}};
}

MethodInfo joint() {
    return {.name = "joint",
            .title = "JOINT",
            .help = "All tasks' data at once, shuffled: the upper bound, which no continual learner has.",
            .source = "",
            .parameters = {},
            .refusals = {}};
}

} // namespace

std::vector<MethodInfo> baselineMethods() {
    return {sgd(), joint()};
}

} // namespace lightcl
