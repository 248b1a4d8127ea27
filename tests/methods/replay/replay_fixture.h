#pragma once

#include "methods/method.h"

#include <cmath>
#include <numeric>
#include <vector>

namespace lightcl::test {

/// Samples with these labels, whose only pixel is their label.
inline Samples labelled(const std::vector<std::int64_t>& labels) {
    const torch::Tensor tensor = torch::tensor(labels, torch::kInt64);
    return {tensor.to(torch::kUInt8).view({-1, 1, 1, 1}), tensor};
}

/// Samples whose only pixel and whose label are their number.
inline Samples numbered(std::int64_t first, std::int64_t count) {
    std::vector<std::int64_t> labels(static_cast<std::size_t>(count));
    std::iota(labels.begin(), labels.end(), first);
    return labelled(labels);
}

inline std::vector<std::int64_t> labelsOf(const Samples& samples) {
    const torch::Tensor labels = samples.labels.contiguous();
    return {labels.data_ptr<std::int64_t>(), labels.data_ptr<std::int64_t>() + labels.numel()};
}

inline StepRows stepRows(const Samples& stream, const Samples& replay) {
    const bool any = replay.count() > 0;
    return {stream, replay, any ? torch::cat({stream.labels, replay.labels}) : stream.labels};
}

/// Mean over rows of -log softmax, the sum over the outputs where `takesPart(row's label, output)` says so.
template <typename TakesPart>
double crossEntropyWhere(const torch::Tensor& logits, const torch::Tensor& labels, const TakesPart& takesPart) {
    double sum = 0;
    for (std::int64_t row = 0; row < logits.size(0); ++row) {
        const std::int64_t label = labels[row].item<std::int64_t>();
        double all = 0;
        for (std::int64_t c = 0; c < logits.size(1); ++c) {
            if (takesPart(label, c)) all += std::exp(logits[row][c].item<double>());
        }
        sum -= std::log(std::exp(logits[row][label].item<double>()) / all);
    }
    return sum / static_cast<double>(logits.size(0));
}

/// Over all outputs, or over those of the label's pair.
inline double crossEntropy(const torch::Tensor& logits, const torch::Tensor& labels, bool sameTaskOnly) {
    return crossEntropyWhere(logits, labels, [&](std::int64_t label, std::int64_t output) {
        return !sameTaskOnly || output / 2 == label / 2;
    });
}

/// Outputs 0 and 1 belong to one task, 2 and 3 to the next, and so on.
inline OutputMask pairs() {
    const torch::Tensor task = torch::arange(10, torch::kInt64).floor_divide(2);
    return OutputMask(task.unsqueeze(0).eq(task.unsqueeze(1)));
}

/// What a method saves, as a checkpoint would give it back.
inline TensorFile savedBy(const Method& method) {
    TensorFile file;
    StateArchive archive(file, "");
    method.save(archive);
    for (auto& [name, tensor] : file.tensors) tensor = tensor.clone();
    return file;
}

} // namespace lightcl::test
