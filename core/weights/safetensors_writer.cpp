#include "weights/safetensors_writer.h"

#include "base/atomic_file.h"
#include "base/error.h"
#include "weights/check_sum.h"

#include <algorithm>
#include <fmt/format.h>
#include <stdexcept>

namespace lightcl {

namespace {

TensorHeader headerOf(const std::map<std::string, std::string>& metadata, const std::vector<TensorView>& tensors) {
    TensorHeader header;
    header.metadata = metadata;
    CheckSum values;
    std::uint64_t next = 0;
    for (const TensorView& tensor : tensors) {
        if (tensor.name == "__metadata__") throw std::logic_error("__metadata__ cannot name a tensor");
        const std::uint64_t end = next + tensor.values.size();
        header.tensors.push_back({tensor.name, tensor.type, tensor.shape, next, end});
        values.add(tensor.values);
        next = end;
    }
    header.metadata[kValuesCheck] = values.text();
    header.metadata[kHeaderCheck] = headerCheckSum(header);
    return header;
}

/// Padded so that the values start at a multiple of 8.
std::string headerText(const TensorHeader& header) {
    std::string text = formatTensorHeader(header);
    text.resize((text.size() + 7) / 8 * 8, ' ');
    return text;
}

} // namespace

void writeSafetensors(const std::filesystem::path& file, const std::map<std::string, std::string>& metadata,
                      std::vector<TensorView> tensors) {
    // So each value stands at a multiple of its size and can be mapped as it is.
    std::stable_sort(tensors.begin(), tensors.end(),
                     [](const auto& a, const auto& b) { return bytesOf(a.type) > bytesOf(b.type); });
    std::string header;
    try {
        header = headerText(headerOf(metadata, tensors));
    } catch (const Error& error) {
        throw Error(fmt::format("{}: {}", file.string(), error.what()));
    }
    const std::uint64_t length = header.size();
    std::vector<std::span<const std::byte>> pieces = {std::as_bytes(std::span(&length, 1)),
                                                      std::as_bytes(std::span(header))};
    for (const TensorView& tensor : tensors) pieces.push_back(tensor.values);
    writeFileAtomically(file, pieces);
}

} // namespace lightcl
