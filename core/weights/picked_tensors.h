#pragma once

#include "weights/tensor_header.h"

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace lightcl {

/// A tensor of a file: its values contiguous, in the machine's order of bytes.
struct PickedTensor {
    ElementType type = ElementType::F32;
    std::vector<std::int64_t> shape;
    std::vector<std::byte> values;

    /// As numbers of that type, whose size must be the element type's.
    template <class Number>
    [[nodiscard]] std::vector<Number> numbers() const {
        std::vector<Number> all(values.size() / sizeof(Number));
        std::copy_n(values.data(), all.size() * sizeof(Number), reinterpret_cast<std::byte*>(all.data()));
        return all;
    }
    /// Of a floating-point type, as float32.
    [[nodiscard]] std::vector<float> floats() const;
};

/// Some tensors of a safetensors file, by name, and its texts.
struct PickedTensors {
    std::map<std::string, std::string> metadata;
    std::map<std::string, PickedTensor> tensors;
    bool hasCheckSums = false; ///< both that this program writes
};

/// Reads those tensors that are `wanted`. All of the file is looked at, so that damage anywhere is told. Throws
/// InputError as SafetensorsReader does.
PickedTensors pickTensors(const std::filesystem::path& file, const std::function<bool(const TensorEntry&)>& wanted);

} // namespace lightcl
