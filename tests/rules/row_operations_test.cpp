#include "rules/row_operations.h"

#include "backbones/backbones.h"
#include "support/catch.h"

using namespace lightcl;

TEST_CASE("a row's operations come from the multiply-accumulates of frozen and trained stages") {
    const NetworkSpec network = mlp({1, 4, 4}, 10, {5});      // 80 and 50 multiply-accumulates
    CHECK(trainedOperations(network, 0) == 6 * 130 - 2 * 80); // nothing needs the pictures' gradient
    CHECK(frozenOperations(network, 0) == 0);
    CHECK(trainedOperations(network, 1) == 6 * 50 - 2 * 50);
    CHECK(frozenOperations(network, 1) == 2 * 80);
    CHECK(trainedOperations(network, 2) == 0);
    CHECK(frozenOperations(network, 2) == 2 * 130);
}

TEST_CASE("both paths of a stage's first residual block read its input") {
    const NetworkSpec network = resnet18({3, 16, 16}, 10, 4);
    const std::size_t layer4 = network.stageIndex("layer4");
    const BlockSpec& first = network.stages[layer4].blocks.front();
    CHECK(readersOfInput(first.main) == 1);
    CHECK(readersOfInput(first.shortcut) == 1);
    CHECK(readersOfInput({}) == 0);
    CHECK(readersOfInput(network.stages.back().blocks.front().main) == 3); // pooling, flattening, fc
    const auto macs = static_cast<double>(network.stages[layer4].macs() + network.stages[layer4 + 1].macs());
    const auto reading = static_cast<double>(first.main.front().macs() + first.shortcut.front().macs());
    CHECK(trainedOperations(network, layer4) == 6 * macs - 2 * reading);
}
