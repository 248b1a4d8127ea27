#pragma once

#include <array>

namespace lightcl {

/// A network on made-up images, as the benchmark trains it.
struct NetworkCase {
    const char* name;
    const char* toml; ///< [network], [scenario] and [training]
    bool convolutional = true;
};

inline constexpr std::array kNetworks = {
    NetworkCase{"resnet18 w64, 3x32x32, batch 32",
                "[scenario]\ndataset = \"cifar-10\"\n[network]\nbackbone = \"resnet18\"\nwidth = 64\n"
                "[training]\nlearning_rate = 0.0001\n"},
    NetworkCase{"resnet18 w20, 1x28x28, batch 32",
                "[scenario]\ndataset = \"fashion-mnist\"\n[network]\nbackbone = \"resnet18\"\nwidth = 20\n"
                "[training]\nlearning_rate = 0.0001\n"},
    NetworkCase{"mlp 784-100-100-10, batch 10",
                "[scenario]\ndataset = \"fashion-mnist\"\n[network]\nbackbone = \"mlp\"\n"
                "[training]\nbatch_size = 10\nlearning_rate = 0.0001\n",
                false}};

} // namespace lightcl
