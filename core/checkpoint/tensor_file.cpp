#include "checkpoint/tensor_file.h"

#include "base/error.h"
#include "checkpoint/torch_types.h"
#include "weights/safetensors_reader.h"
#include "weights/safetensors_writer.h"

#include <fmt/format.h>
#include <vector>

namespace lightcl {

namespace fs = std::filesystem;

namespace {

ElementType storedType(const fs::path& file, const std::string& name, torch::Dtype dtype) {
    if (const auto type = elementTypeOf(dtype)) return *type;
    throw Error(
        fmt::format("{}: tensor {}: safetensors knows no dtype {}", file.string(), name, torch::toString(dtype)));
}

} // namespace

void writeTensorFile(const fs::path& file, const TensorFile& content) {
    std::vector<torch::Tensor> values; // contiguous; the views point into them
    std::vector<TensorView> views;
    for (const auto& [name, tensor] : content.tensors) {
        values.push_back(tensor.detach().cpu().contiguous());
        const torch::Tensor& value = values.back();
        views.push_back({name,
                         storedType(file, name, value.scalar_type()),
                         value.sizes().vec(),
                         {static_cast<const std::byte*>(value.data_ptr()), value.nbytes()}});
    }
    writeSafetensors(file, content.metadata, std::move(views));
}

TensorFile readTensorFile(const fs::path& file) {
    SafetensorsReader reader(file);
    TensorFile content;
    for (const TensorEntry& entry : reader.header().tensors) {
        auto values = torch::empty(entry.shape, torchType(entry.type));
        reader.read({static_cast<std::byte*>(values.data_ptr()), values.nbytes()});
        content.tensors.emplace(entry.name, std::move(values));
    }
    reader.finish();
    content.metadata = reader.header().metadata;
    return content;
}

} // namespace lightcl
