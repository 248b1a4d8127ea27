#pragma once

#include "spec/spec_file.h"

#include <string>

namespace lightcl::test {

/// The paper's Split CIFAR-10: ResNet-18, 5 tasks, 45,000 training images, 50 epochs a task, batch 32.
inline RunSpec paperRun(const std::string& method, const std::vector<Override>& more = {}) {
    const std::string toml = "name = \"paper\"\n[scenario]\ndataset = \"cifar-10\"\ntrain_fraction = 0.9\n"
                             "[network]\nbackbone = \"resnet18\"\n[training]\nepochs = 50\n[[method]]\nname = \"" +
                             method + "\"\n";
    return expandGrid(parseExperiment(toml, "paper", more)).front();
}

/// Split Fashion-MNIST with the MLP 784-100-100-10, one epoch a task, batch 10.
inline RunSpec mlpRun(const std::string& method, const std::vector<Override>& more = {}) {
    const std::string toml = "name = \"mlp\"\n[scenario]\ndataset = \"fashion-mnist\"\n[network]\nbackbone = \"mlp\"\n"
                             "[training]\nbatch_size = 10\n[[method]]\nname = \"" +
                             method + "\"\n";
    return expandGrid(parseExperiment(toml, "mlp", more)).front();
}

} // namespace lightcl::test
