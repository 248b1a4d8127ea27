#include "catalog/entries.h"
#include "catalog/method_entries.h"

namespace lightcl {

namespace {

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

} // namespace

std::vector<MethodInfo> replayMethods() {
    return {er()};
}

} // namespace lightcl
