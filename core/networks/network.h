#pragma once

#include "backbones/network_spec.h"
#include "base/random_stream.h"
#include "libtorch/torch.h"
#include "networks/norm_groups.h"

#include <functional>
#include <string>
#include <vector>

namespace lightcl {

/// A learnable tensor with its place in the network.
struct NamedTensor {
    std::string name; ///< torchvision's: "layer1.0.conv1.weight"
    torch::Tensor tensor;
    std::size_t stage = 0;
};

/// The feature map of one weight layer: its output after the batch-norm and ReLU that follow it; for the last
/// convolution of a residual block the block's output (which in a linear block has passed no ReLU); for a shortcut
/// convolution its batch-norm's output.
struct FeatureMap {
    std::size_t layer = 0;  ///< index into NetworkSpec::weightLayers()
    bool rectified = false; ///< it has passed a ReLU
    torch::Tensor values;   ///< [rows, channels, height, width] or [rows, features]
};

using FeatureMaps = std::vector<FeatureMap>;

/// How a stage's batch-norms behave: Training uses the batch's statistics and updates the running ones; Evaluation uses
/// the running ones and leaves them alone; Again uses the batch's and leaves the running ones alone, for a forward that
/// repeats a Training one.
enum class NormMode { Training, Evaluation, Again };

/// The tensors of a network and its forward pass, stage by stage. It knows nothing of losses, freezing or methods.
class Network {
public:
    /// Draws the initial weights: He-normal (fan out) for convolutions, 1 and 0 for batch-norm, uniform ±1/sqrt(fan in)
    /// for their head (torchvision's ResNet); Xavier-uniform weights and zero biases for an MLP.
    Network(NetworkSpec spec, RandomStream& random);

    [[nodiscard]] const NetworkSpec& spec() const { return spec_; }
    [[nodiscard]] std::size_t stageCount() const { return stages_.size(); }

    /// One stage. input [rows, channels, height, width] (the first stage of an MLP flattens it); gives the stage's
    /// output, [rows, classes] logits for the head. Appends the weight layers' feature maps to `maps` if it is given.
    /// ReLU works in place on the batch-norm's output, so that two maps a convolution are kept for backward, not three.
    torch::Tensor forwardStage(std::size_t stage, torch::Tensor input, NormMode mode, FeatureMaps* maps = nullptr);
    /// What enters a stage, in the order in memory that the stage works on (see memory_layout.h); forwardStage() sees
    /// to it, but inside the graph, where the copy is one more tensor to keep.
    [[nodiscard]] torch::Tensor laidOutFor(std::size_t stage, const torch::Tensor& input) const;
    /// From now on all stages work on LibTorch's usual order, with its own convolution: what a plain loop does.
    void useLibraryDefaults() { libraryDefaults_ = true; }
    /// From now on graphs keep one map where a batch-norm, a ReLU and a convolution follow each other (see
    /// norm_relu_convolution.h).
    void recomputeNorms(bool recomputes) { recomputesNorms_ = recomputes; }
    /// From now on the first rows of what enters a stage, so many of them, and the rows after them have batch-norm
    /// statistics of their own in the modes Training and Again; 0: all rows share theirs.
    void normApart(NormGroups groups) { normGroups_ = groups; }
    /// Some blocks of a stage, likewise: `count` of them from `first` on.
    torch::Tensor forwardBlocks(std::size_t stage, std::size_t first, std::size_t count, torch::Tensor input,
                                NormMode mode, FeatureMaps* maps = nullptr);
    [[nodiscard]] std::size_t blockCount(std::size_t stage) const { return stages_.at(stage).blocks.size(); }
    /// All stages from `first` on.
    torch::Tensor forward(torch::Tensor input, NormMode mode, std::size_t first = 0, FeatureMaps* maps = nullptr);

    /// Learnable tensors of one stage, in order; leaf tensors that require gradients while the stage is trained.
    [[nodiscard]] std::vector<NamedTensor> parameters(std::size_t stage) const;
    /// Those of one of its blocks.
    [[nodiscard]] const std::vector<NamedTensor>& parameters(std::size_t stage, std::size_t block) const;
    /// All learnable tensors in order.
    [[nodiscard]] std::vector<NamedTensor> parameters() const;
    /// Batch-norm running means and variances, in order.
    [[nodiscard]] std::vector<NamedTensor> buffers() const;
    /// The weight of every weight layer: convolutions' [out, in, k, k], linear layers' [out, in].
    [[nodiscard]] const std::vector<torch::Tensor>& layerWeights() const { return layerWeights_; }

    void requireGradients(std::size_t stage, bool required);

    /// A network of its own with the same values, batch-norm statistics and requirements of gradients.
    [[nodiscard]] Network clone() const;
    /// Draws new initial weights and resets batch-norm's statistics, in the same tensors.
    void reinitialise(RandomStream& random);

    /// Changes what enters a stage, inside its graph; mode as given to forwardStage().
    using StageInputHook = std::function<torch::Tensor(std::size_t stage, torch::Tensor values, NormMode mode)>;
    /// Every forward asks the hook from now on; an empty one ends that. A clone has none.
    void onStageInput(StageInputHook hook) { stageInput_ = std::move(hook); }

private:
    struct Layer {
        LayerSpec spec;
        torch::Tensor weight, bias, runningMean, runningVariance;
        std::size_t weightLayer = 0;
    };
    struct Block {
        std::vector<Layer> main, shortcut;
        bool residual = false;
        bool linear = false;
        std::vector<NamedTensor> parameters;
    };
    struct Stage {
        std::vector<Block> blocks;
    };

    Layer makeLayer(const LayerSpec& spec, std::size_t stage, std::vector<NamedTensor>& parameters,
                    RandomStream& random);
    std::vector<Layer> makePath(const std::vector<LayerSpec>& specs, std::size_t stage, Block& owner,
                                RandomStream& random);
    void copyValues(const Network& from); ///< of a network with the same spec
    torch::Tensor forwardLayer(Layer& layer, const torch::Tensor& input, NormMode mode) const;
    [[nodiscard]] bool computesAgain(const std::vector<Layer>& path, std::size_t norm, NormMode mode) const;
    torch::Tensor normReluConvolution(const std::vector<Layer>& path, std::size_t norm, const torch::Tensor& input,
                                      NormMode mode, FeatureMaps* maps) const;
    torch::Tensor forwardPath(std::vector<Layer>& path, torch::Tensor input, NormMode mode, FeatureMaps* maps) const;
    torch::Tensor forwardBlock(Block& block, const torch::Tensor& input, NormMode mode, FeatureMaps* maps) const;

    NetworkSpec spec_;
    std::vector<Stage> stages_;
    std::vector<NamedTensor> buffers_;
    std::vector<torch::Tensor> layerWeights_;
    StageInputHook stageInput_;
    NormGroups normGroups_;
    bool libraryDefaults_ = false;
    bool recomputesNorms_ = false;
};

} // namespace lightcl
