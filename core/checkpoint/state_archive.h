#pragma once

#include "checkpoint/tensor_file.h"

#include <string>

namespace lightcl {

/// A named part of a checkpoint: tensors and text under "PREFIX/". Cheap to copy; the file must outlive it.
class StateArchive {
public:
    StateArchive(TensorFile& file, std::string prefix) : file_(&file), prefix_(std::move(prefix)) {}

    [[nodiscard]] StateArchive part(const std::string& name) const { return {*file_, prefix_ + name + "/"}; }

    /// Undefined tensors are not stored.
    void put(const std::string& name, const torch::Tensor& tensor);
    void put(const std::string& name, const std::string& text);
    void put(const std::string& name, std::int64_t number) { put(name, std::to_string(number)); }
    void put(const std::string& name, double number); ///< exact

    [[nodiscard]] bool has(const std::string& name) const;
    /// Undefined when it was not stored.
    [[nodiscard]] torch::Tensor tensor(const std::string& name) const;
    /// Throws InputError naming it when it was not stored.
    [[nodiscard]] torch::Tensor required(const std::string& name) const;
    /// These throw InputError naming the entry when it is missing or no number.
    [[nodiscard]] const std::string& text(const std::string& name) const;
    [[nodiscard]] std::int64_t integer(const std::string& name) const;
    [[nodiscard]] double number(const std::string& name) const;
    /// Copies the stored tensor's values into `target`; throws InputError naming both shapes when they differ.
    void copyInto(const std::string& name, const torch::Tensor& target) const;

private:
    TensorFile* file_;
    std::string prefix_;
};

} // namespace lightcl
