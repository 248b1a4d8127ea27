#include "catalog/entries.h"

namespace lightcl {

std::vector<BackboneInfo> backboneEntries() {
    return {{.name = "resnet18",
             .title = "ResNet-18",
             .help = "Residual network of 18 weight layers with a 3x3 stem and without max-pooling, for small images.",
             .source = "He et al. 2016, Deep Residual Learning for Image Recognition, arXiv 1512.03385",
             .parameters = {integerSetting("width", 64, 1, 512,
                                           "Channels of the stem and of layer1; the later stages have 2, 4 and 8 times "
                                           "as many.",
                                           "the paper")}},
            {.name = "small-cnn",
             .title = "Small CNN",
             .help = "Three 3x3 convolutions with batch-norm, ReLU and 2x2 max-pooling, then a linear head.",
             .source = "",
             .parameters = {integerSetting("width", 32, 1, 512,
                                           "Channels of the first convolution; the next have 2 and 4 times as many.")}},
            {.name = "mobilenet-v2",
             .title = "MobileNetV2",
             .help = "Depthwise convolutions in inverted residual blocks, for small boards; pictures of less than 96 "
                     "pixels a side are not made smaller in the stem and in stage1.",
             .source = "Sandler et al. 2018, MobileNetV2: Inverted Residuals and Linear Bottlenecks, arXiv 1801.04381",
             .parameters = {numberSetting("width_multiplier", 1.0, 0.1, 4.0,
                                          "What every layer's channels are multiplied by, then rounded to multiples "
                                          "of 8.",
                                          "the paper")}},
            {.name = "mlp",
             .title = "MLP",
             .help = "Fully connected layers with ReLU on the flattened input, then a linear head.",
             .source = "",
             .parameters = {listSetting("hidden", {100, 100}, 1, 65'536, "Units of each hidden layer.")}}};
}

} // namespace lightcl
