#include "weights/weights_fixture.h"

#include "support/catch.h"
#include "support/places.h"
#include "weights/network_tensors.h"
#include "weights/zip_writer.h"

#include <algorithm>
#include <cstring>

namespace lightcl::test {

namespace {

/// Appends the values below one dimension.
void collect(const StoredTensor& tensor, std::size_t dimension, std::int64_t place, std::vector<float>& values) {
    if (dimension == tensor.shape.size()) {
        float value = 0;
        std::memcpy(&value, tensor.first() + static_cast<std::size_t>(place) * sizeof value, sizeof value);
        values.push_back(value);
        return;
    }
    for (std::int64_t index = 0; index < tensor.shape[dimension]; ++index) {
        collect(tensor, dimension + 1, place + index * tensor.strides[dimension], values);
    }
}

} // namespace

std::filesystem::path dataFile(const std::string& name) {
    return sourceFolder() / "tests/support/files" / name;
}

std::vector<float> valuesOf(const StoredTensor& tensor) {
    REQUIRE(tensor.type == ElementType::F32);
    std::vector<float> values;
    collect(tensor, 0, 0, values);
    return values;
}

const StoredTensor& named(const WeightsFile& content, std::string_view name) {
    const auto found = std::find_if(content.tensors.begin(), content.tensors.end(),
                                    [&](const StoredTensor& tensor) { return tensor.name == name; });
    INFO(std::string(name));
    REQUIRE(found != content.tensors.end());
    return *found;
}

StoredTensor countingTensor(const std::string& name, const std::vector<std::int64_t>& shape) {
    StoredTensor tensor{name, ElementType::F32, shape, contiguousStrides(shape), 0, nullptr};
    std::vector<std::byte> bytes(static_cast<std::size_t>(tensor.values()) * sizeof(float));
    for (std::size_t i = 0; i * sizeof(float) < bytes.size(); ++i) {
        const auto value = static_cast<float>(i);
        std::memcpy(bytes.data() + i * sizeof value, &value, sizeof value);
    }
    tensor.storage = std::make_shared<const std::vector<std::byte>>(std::move(bytes));
    return tensor;
}

WeightsFile weightsFor(const NetworkSpec& network) {
    WeightsFile content{"torch", {}, {}, {}};
    for (const NetworkTensor& tensor : tensorsOf(network)) {
        content.tensors.push_back(countingTensor(tensor.name, tensor.shape));
    }
    return content;
}

std::vector<TensorView> viewsOf(const WeightsFile& content) {
    std::vector<TensorView> views;
    for (const StoredTensor& tensor : content.tensors) views.push_back(tensor.view());
    return views;
}

void writeArchive(const std::filesystem::path& file, std::string_view pickle, std::string_view storage) {
    ZipWriter archive;
    archive.add("x/data.pkl", std::as_bytes(std::span(pickle)));
    archive.add("x/data/0", std::as_bytes(std::span(storage)));
    archive.write(file);
}

} // namespace lightcl::test
