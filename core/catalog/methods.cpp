#include "catalog/entries.h"

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

MethodInfo er() {
    return {.name = "er",
            .title = "ER",
            .help = "Experience replay: old samples from a reservoir buffer are trained on beside every batch.",
            .source = "Chaudhry et al. 2019, On Tiny Episodic Memories in Continual Learning, arXiv 1902.10486",
            .parameters = {integerSetting("buffer_size", 200, 1, 10'000'000, "Samples that the buffer keeps."),
                           integerSetting("replay_size", 0, 0, 65'536,
                                          "Samples replayed in each step; 0 replays as many as batch_size.")},
            .refusals = {}};
}

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

std::vector<MethodInfo> methodEntries() {
    return {sgd(), joint(), er(), lightcl()};
}

} // namespace lightcl
