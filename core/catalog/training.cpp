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
        flagSetting("flip", false, "Half of the training images, drawn anew each time, are mirrored.")};
}

} // namespace lightcl
