#include "methods/structure/lateral_adapters.h"

#include "libtorch/torch.h"

#include <cmath>

namespace lightcl {

namespace {

constexpr double kLargestScale = 0.1;

torch::Tensor mixChannels(const torch::Tensor& values, const torch::Tensor& matrix) {
    return values.dim() == 4 ? torch::conv2d(values, matrix.view({matrix.size(0), matrix.size(1), 1, 1}))
                             : torch::linear(values, matrix);
}

torch::Tensor uniform(at::IntArrayRef sizes, double from, double to, RandomStream& random) {
    const at::Generator generator = at::detail::createCPUGenerator(random.next());
    return torch::empty(sizes).uniform_(from, to, generator).set_requires_grad(true);
}

torch::Tensor mixing(std::int64_t channels, std::int64_t addedUp, RandomStream& random) {
    const double bound = 1 / std::sqrt(static_cast<double>(addedUp));
    return uniform({channels, channels}, -bound, bound, random);
}

} // namespace

LateralAdapters::LateralAdapters(const NetworkSpec& network, std::size_t earlier, Kind kind, RandomStream& random)
    : stages_(network.stages.size()), kind_(kind) {
    const auto columns = static_cast<std::int64_t>(earlier);
    for (std::size_t s = 1; s < stages_.size(); ++s) {
        const Shape shape = network.stages[s].input();
        const std::string name = "laterals." + network.stages[s].name;
        Stage& stage = stages_[s];
        for (std::int64_t j = 1; j <= columns; ++j) {
            const torch::Tensor matrix = mixing(shape.channels, shape.channels * columns, random);
            stage.from.push_back({name + ".from" + std::to_string(j), matrix, s});
        }
        if (kind == Kind::Linear) continue;
        stage.scale = {name + ".scale", uniform({columns}, 0, kLargestScale, random), s};
        stage.combine = {name + ".combine", mixing(shape.channels, shape.channels, random), s};
    }
}

torch::Tensor LateralAdapters::entering(std::size_t stage, const torch::Tensor& values,
                                        const std::vector<torch::Tensor>& below) const {
    if (stages_.empty()) return values;
    const Stage& adapters = stages_.at(stage);
    torch::Tensor sum = kind_ == Kind::Linear ? values : torch::Tensor{};
    for (std::size_t j = 0; j < adapters.from.size(); ++j) {
        const torch::Tensor scaled =
            kind_ == Kind::Linear ? below[j] : below[j] * adapters.scale.tensor[static_cast<std::int64_t>(j)];
        const torch::Tensor term = mixChannels(scaled, adapters.from[j].tensor);
        sum = sum.defined() ? sum + term : term;
    }
    return kind_ == Kind::Linear ? sum : values + mixChannels(sum.relu(), adapters.combine.tensor);
}

std::vector<NamedTensor> LateralAdapters::parameters(std::size_t stage) const {
    if (stages_.empty()) return {};
    std::vector<NamedTensor> all = stages_.at(stage).from;
    for (const NamedTensor& one : {stages_[stage].scale, stages_[stage].combine}) {
        if (one.tensor.defined()) all.push_back(one);
    }
    return all;
}

std::vector<NamedTensor> LateralAdapters::parameters() const {
    std::vector<NamedTensor> all;
    for (std::size_t stage = 0; stage < stages_.size(); ++stage) {
        for (NamedTensor& parameter : parameters(stage)) all.push_back(std::move(parameter));
    }
    return all;
}

void LateralAdapters::requireGradients(bool required) {
    for (NamedTensor& parameter : parameters()) parameter.tensor.set_requires_grad(required);
}

void LateralAdapters::save(StateArchive archive) const {
    for (const NamedTensor& parameter : parameters()) archive.put(parameter.name, parameter.tensor);
}

void LateralAdapters::restore(const StateArchive& archive) {
    for (const NamedTensor& parameter : parameters()) archive.copyInto(parameter.name, parameter.tensor);
}

} // namespace lightcl
