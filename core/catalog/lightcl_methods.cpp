#include "catalog/entries.h"
#include "catalog/method_entries.h"

namespace lightcl {

namespace {

MethodInfo lightcl() {
    const std::string reference = "LightCL's reference code";
    return {.name = "lightcl",
            .title = "LightCL",
            .help = "Freezes the lower stages and holds the feature patterns of a few samples in the trainable ones.",
            .source = "Wang et al. 2024, Efficient Continual Learning with Low Memory Footprint For Edge Device, "
                      "arXiv 2407.10545",
            .parameters = {textSetting("first_trainable_stage", "",
                                       "Stages before this one are frozen; empty: the last stage before the head.",
                                       reference),
                           integerSetting("memory_samples", 15, 1, 100'000,
                                          "Samples of the incoming task whose feature maps are held.", reference),
                           numberSetting("channel_ratio", 0.15, 0.0001, 1.0,
                                         "Share of each layer's channels that a task marks as important.", reference),
                           numberSetting("beta", 0.0002, 0.0, std::nullopt,
                                         "Weight of the penalty on changed feature maps.", reference),
                           choiceSetting(
                               "frozen_batch_norm", "eval", {"eval", "train"},
                               "Batch-norm of frozen stages: eval keeps its statistics still, train lets them drift as "
                               "the reference code does.",
                               "the paper's intent")},
            .refusals = {}};
}

} // namespace

std::vector<MethodInfo> lightClMethods() {
    return {lightcl()};
}

} // namespace lightcl
