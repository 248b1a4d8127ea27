#include "weights/picked_tensors.h"

#include "weights/element_value.h"
#include "weights/safetensors_reader.h"

#include <utility>

namespace lightcl {

std::vector<float> PickedTensor::floats() const {
    if (type == ElementType::F32) return numbers<float>();
    const auto size = bytesOf(type);
    std::vector<float> all(values.size() / size);
    for (std::size_t at = 0; at < all.size(); ++at)
        all[at] = static_cast<float>(elementValue(type, values.data() + at * size));
    return all;
}

PickedTensors pickTensors(const std::filesystem::path& file, const std::function<bool(const TensorEntry&)>& wanted) {
    SafetensorsReader reader(file);
    PickedTensors picked;
    picked.metadata = reader.header().metadata;
    picked.hasCheckSums = reader.hasCheckSums();
    std::vector<std::byte> passed;
    for (const TensorEntry& entry : reader.header().tensors) {
        const bool keep = wanted(entry);
        std::vector<std::byte> kept(keep ? entry.end - entry.begin : 0);
        if (!keep) passed.resize(entry.end - entry.begin);
        reader.read(keep ? kept : passed);
        if (keep) picked.tensors[entry.name] = {entry.type, entry.shape, std::move(kept)};
    }
    reader.finish();
    return picked;
}

} // namespace lightcl
