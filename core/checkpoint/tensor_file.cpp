#include "checkpoint/tensor_file.h"

#include "base/error.h"
#include "checkpoint/torch_types.h"
#include "text/printable.h"
#include "weights/safetensors_reader.h"
#include "weights/safetensors_writer.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <vector>

namespace lightcl {

namespace fs = std::filesystem;

namespace {

ElementType storedType(const fs::path& file, const std::string& name, torch::Dtype dtype) {
    if (const auto type = elementTypeOf(dtype)) return *type;
    throw Error(
        fmt::format("{}: tensor {}: safetensors knows no dtype {}", file.string(), name, torch::toString(dtype)));
}

/// Metadata under which the names of all tensors stand, as a JSON list.
constexpr const char* kTensorNames = "tensor_names";

std::string namesOf(const TensorFile& content) {
    nlohmann::json names = nlohmann::json::array();
    for (const auto& [name, tensor] : content.tensors) names.push_back(name);
    // A name that is no UTF-8 is refused with its reason when it is written.
    return names.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

/// A method keeps some tensors only at times, so that none can be asked for by its reader: whether one was lost, the
/// file's own list says.
void requireTensors(const fs::path& file, TensorFile& content) {
    const auto list = content.metadata.extract(kTensorNames);
    if (list.empty()) return; // of another program
    const auto names = nlohmann::json::parse(list.mapped(), nullptr, false);
    if (!names.is_array()) throw InputError(fmt::format("{}: {}: expected a list", file.string(), kTensorNames));
    for (const auto& name : names) {
        if (name.is_string() && content.tensors.contains(name.get<std::string>())) continue;
        throw InputError(fmt::format("{}: expected a tensor {}, found none (the file is damaged)", file.string(),
                                     printable(name.is_string() ? name.get<std::string>() : name.dump())));
    }
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
    auto metadata = content.metadata;
    metadata.insert_or_assign(kTensorNames, namesOf(content));
    writeSafetensors(file, metadata, std::move(views));
}

TensorFile readTensorFile(const fs::path& file) {
    SafetensorsReader reader(file);
    TensorFile content;
    for (const TensorEntry& entry : reader.header().tensors) {
        if (entry.type == ElementType::Foreign) {
            throw InputError(fmt::format("{}: tensor {}: expected a known dtype, found {}", file.string(),
                                         printable(entry.name), printable(entry.foreignType)));
        }
        auto values = torch::empty(entry.shape, torchType(entry.type));
        reader.read({static_cast<std::byte*>(values.data_ptr()), values.nbytes()});
        content.tensors.emplace(entry.name, std::move(values));
    }
    reader.finish();
    content.metadata = reader.header().metadata;
    requireTensors(file, content);
    return content;
}

} // namespace lightcl
