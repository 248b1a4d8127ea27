#include "catalog/entries.h"

namespace lightcl {

std::vector<ParameterInfo> trainingEntries() {
    return {
        integerSetting("epochs", 1, 1, 100'000, "Passes over each task's samples."),
        integerSetting("batch_size", 32, 1, 65'536, "Samples of the stream in one step."),
        numberSetting("learning_rate", 0.01, 1e-8, 100.0, "Step width of stochastic gradient descent."),
        numberSetting("momentum", 0.0, 0.0, 0.9999, "Share of the last step that is kept; costs one value a weight."),
        numberSetting("weight_decay", 0.0, 0.0, 10.0, "Pull of every weight towards zero."),
        integerSetting("crop_padding", 0, 0, 256,
                       "Training images are cropped at a random place after a black margin of so many pixels; 0: not.",
                       "the paper's reference code uses 4"),
        flagSetting("flip", false, "Half of the training images, drawn anew each time, are mirrored."),
        choiceSetting("memory", "fast", {"fast", "balanced", "low"},
                      "fast keeps what a stage's backward needs; balanced computes batch-norms and ReLUs again; low "
                      "keeps each block's input only and computes the block again, for a third more work."),
        choiceSetting("precision", "float32", {"float32", "bfloat16"},
                      "bfloat16 computes convolutions and linear layers with half the bytes; weights and updates stay "
                      "float32."),
        integerSetting(
            "cached_views", 0, 0, 1'000,
            "With frozen stages: so many varied views of each training image pass them once, and later epochs "
            "train on what they gave; 0: each epoch anew."),
        integerSetting("cache_memory", 256, 0, 1'000'000,
                       "MiB that the cached views may take of the memory; the rest goes to a temporary file."),
        choiceSetting("cache_precision", "float32", {"float32", "float16", "uint8"},
                      "How cached values are kept; uint8 scales each sample to its range.")};
}

} // namespace lightcl
