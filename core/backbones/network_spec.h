#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace lightcl {

/// Channels x height x width of one sample. A feature vector of n values is {n, 1, 1}.
struct Shape {
    std::int64_t channels = 0;
    std::int64_t height = 1;
    std::int64_t width = 1;

    [[nodiscard]] std::int64_t elements() const { return channels * height * width; }
    bool operator==(const Shape&) const = default;
};

enum class LayerKind { Conv2d, BatchNorm2d, Linear, Relu, MaxPool2d, GlobalAvgPool, Flatten };

/// One layer and the shapes that pass through it. The engine builds its tensors from this, the cost model counts from
/// it.
struct LayerSpec {
    LayerKind kind = LayerKind::Relu;
    std::string name; ///< torchvision's name: "layer1.0.conv1"; empty for layers without parameters
    Shape input;
    Shape output;
    std::int64_t kernel = 1;
    std::int64_t stride = 1;
    std::int64_t padding = 0;
    std::int64_t groups = 1; ///< of a convolution; as many as channels: depthwise
    bool bias = false;
    bool limitedToSix = false; ///< of a ReLU: ReLU6, min(max(x, 0), 6)

    /// Learnable values: a convolution's or linear layer's weight and bias, batch-norm's weight and bias.
    [[nodiscard]] std::int64_t parameters() const;
    /// Of these, the values of a convolution's kernel or a linear layer's matrix.
    [[nodiscard]] std::int64_t weights() const;
    /// Multiply-accumulates of one sample's forward; 0 for anything but convolutions and linear layers (the paper's
    /// count).
    [[nodiscard]] std::int64_t macs() const;
    /// A layer with a weight matrix or kernel, a row of the layer heatmaps.
    [[nodiscard]] bool isWeightLayer() const { return kind == LayerKind::Conv2d || kind == LayerKind::Linear; }

    bool operator==(const LayerSpec&) const = default;
};

/// A sequence of layers, or a residual block: relu(main(x) + shortcut(x)), where an empty shortcut is the identity. A
/// linear block, which ends with a batch-norm or the sum itself, has no ReLU there.
struct BlockSpec {
    std::string name; ///< "layer1.0"; empty outside residual networks
    std::vector<LayerSpec> main;
    std::vector<LayerSpec> shortcut;
    bool residual = false;
    bool linear = false;

    bool operator==(const BlockSpec&) const = default;
};

/// A named part of a network that runs, freezes and is replayed as a whole: "stem", "layer1", …, "head".
struct StageSpec {
    std::string name;
    std::vector<BlockSpec> blocks;

    [[nodiscard]] Shape input() const { return blocks.front().main.front().input; }
    [[nodiscard]] Shape output() const { return blocks.back().main.back().output; }
    [[nodiscard]] std::int64_t parameters() const;
    [[nodiscard]] std::int64_t macs() const;

    bool operator==(const StageSpec&) const = default;
};

/// How linear layers start: uniform ±1/sqrt(fan_in); Xavier-uniform ±sqrt(6/(fan_in+fan_out)) (Glorot & Bengio 2010);
/// normal with deviation 0.01. Biases are 0 with the last two.
enum class LinearStart { Uniform, Xavier, SmallNormal };

/// Another name that published weights have for some of a network's tensors.
struct TensorAlias {
    std::string own;   ///< what a name begins with ("fc."), or has within ('.' at its start: ".downsample.")
    std::string other; ///< what stands there elsewhere: "linear."

    bool operator==(const TensorAlias&) const = default;
};

/// A whole network as data: the one description that the engine, the cost model and the window read. The last stage is
/// always "head", a linear classifier named "fc".
struct NetworkSpec {
    std::string backbone;
    Shape input;
    std::int64_t classes = 0;
    std::vector<StageSpec> stages;
    LinearStart linearStart = LinearStart::Uniform;
    bool pytorchStart = false;   ///< all weights as PyTorch's layers start, whatever the backbone's own way is
    std::string headName = "fc"; ///< what torchvision calls "fc"
    std::vector<TensorAlias> aliases{};

    [[nodiscard]] std::int64_t parameters() const;
    [[nodiscard]] std::int64_t macs() const;
    /// Every layer in order of execution; in a residual block the main path comes before the shortcut.
    [[nodiscard]] std::vector<LayerSpec> layers() const;
    /// The convolutions and linear layers of layers(): the rows of the layer heatmaps, index 0 first.
    [[nodiscard]] std::vector<LayerSpec> weightLayers() const;
    /// The stage, by index, of each layer of weightLayers().
    [[nodiscard]] std::vector<std::size_t> stagesOfWeightLayers() const;
    /// Whether it is linear layers and ReLUs in a chain, as the MLP: then single rows' gradients have a closed form.
    [[nodiscard]] bool chainsLinearLayers() const;
    /// Index of the stage of that name; throws InputError listing the stages when there is none.
    [[nodiscard]] std::size_t stageIndex(const std::string& name) const;

    bool operator==(const NetworkSpec&) const = default;
};

} // namespace lightcl
