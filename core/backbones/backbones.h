#pragma once

#include "backbones/backbone_info.h"

namespace lightcl {

/// ResNet-18 for small images (He et al. 2016, with the 3x3 stem and without max-pooling, as continual-learning codes
/// use it at 32x32): stages stem, layer1 … layer4 with width·(1, 2, 4, 8) channels, head. Parameter names as
/// torchvision's.
NetworkSpec resnet18(Shape input, std::int64_t classes, std::int64_t width);

/// Three 3x3 convolutions with batch-norm, ReLU and 2x2 max-pooling (width·(1, 2, 4) channels), then a linear head:
/// stages conv1, conv2, conv3, head. The head flattens the last map (28x28 pixels leave 3x3, 32x32 leave 4x4): where in
/// the picture something is stays visible to it.
NetworkSpec smallCnn(Shape input, std::int64_t classes, std::int64_t width);

/// MobileNetV2 (Sandler et al. 2018, arXiv 1801.04381): stages stem (full resolution), stage1 … stage4 (a resolution
/// each), head. Channels are multiplied and rounded to multiples of 8 as torchvision does; parameter names as
/// torchvision's, except that its classifier.1 is "fc". Pictures of less than 96 pixels a side are not made smaller in
/// the stem and in stage1, as continual-learning codes do for 32x32. There is no dropout before the classifier.
NetworkSpec mobilenetV2(Shape input, std::int64_t classes, double widthMultiplier);

/// A multilayer perceptron on the flattened input: stages hidden1 … hiddenN (linear, ReLU), head.
NetworkSpec mlp(Shape input, std::int64_t classes, const std::vector<std::int64_t>& hidden);

/// The network that a spec's [network] settings (complete, catalog-checked) ask for on such inputs.
/// Throws InputError when the input is too small for the backbone.
NetworkSpec describeNetwork(const Parameters& network, Shape input, std::int64_t classes);

// What the catalog says of each; backboneEntries() lists them.
BackboneInfo resnet18Entry();
BackboneInfo smallCnnEntry();
BackboneInfo mobilenetV2Entry();
BackboneInfo mlpEntry();

} // namespace lightcl
