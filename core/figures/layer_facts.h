#pragma once

#include "figures/run_record.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace lightcl {

/// What a row of the layer grid is in the network: a convolution or linear layer with the layers that follow it up to
/// the next one (its batch-norm, its ReLU, a pooling).
struct LayerFacts {
    std::string name;
    std::string stage;
    std::size_t stageIndex = 0;
    std::int64_t parameters = 0;      ///< learnable values
    std::int64_t weightBytes = 0;     ///< of them, and of batch-norm's running statistics
    std::int64_t activationBytes = 0; ///< kept for the backward of one batch, when the layer is trained
    std::int64_t operations = 0;      ///< of one sample's forward: 2·MACs

    LayerFacts& operator+=(const LayerFacts& other); ///< adds the sizes
};

/// Of every layer of the run's network, as the store counts layers; the sums are the network's. The batch is the
/// spec's. Without a network, or where its layers are not those that were measured: the measured layers' names and
/// stages, sizes 0.
std::vector<LayerFacts> layerFacts(const RunRecord& run);

/// What a measured layer is called; "layer 3" where the store has no name for it.
std::string layerName(const RunRecord& run, std::size_t layer);

/// "layer2" of "layer2.0.conv1": the stage of a layer by its name alone.
std::string stageOfLayer(std::string_view layer);

/// The sum over a list of layers, named after the first one's stage.
LayerFacts sumOf(const std::vector<LayerFacts>& facts, const std::vector<std::size_t>& layers);

/// Whether a layer stood still in a task, by the rows of the metric "frozen": 1. Without rows of the task: false.
bool stoodStill(const LayerMetrics& measured, std::size_t layer, int task);

/// "864 parameters, 3.4 KiB weights, 2.1 MiB activations a batch, 884.7 k operations a sample".
std::string factsText(const LayerFacts& facts);

} // namespace lightcl
