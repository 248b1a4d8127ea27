#include "checkpoint/tensor_file.h"

#include "base/atomic_file.h"
#include "base/error.h"
#include "checkpoint/check_sum.h"
#include "checkpoint/file_reader.h"
#include "checkpoint/tensor_header.h"

#include <algorithm>
#include <bit>
#include <fmt/format.h>
#include <span>
#include <stdexcept>
#include <vector>

namespace lightcl {

namespace fs = std::filesystem;

namespace {

static_assert(std::endian::native == std::endian::little, "safetensors files hold little-endian values");

constexpr std::size_t kLengthBytes = 8;
constexpr std::uint64_t kLongestHeader = 100'000'000; // the format's own limit

using Bytes = std::span<const std::byte>;

Bytes bytesOf(const torch::Tensor& tensor) {
    return {static_cast<const std::byte*>(tensor.data_ptr()), tensor.nbytes()};
}

struct Layout {
    TensorHeader header;
    std::vector<torch::Tensor> values; ///< contiguous, in the order of the header
};

/// Places wide values before narrow ones, so that each stands at a multiple of its size and can be mapped as it is.
Layout layOut(const TensorFile& content) {
    Layout layout;
    layout.header.metadata = content.metadata;
    for (const auto& [name, tensor] : content.tensors) {
        layout.header.tensors.push_back({name, tensor.scalar_type(), tensor.sizes().vec(), 0, 0});
    }
    auto& entries = layout.header.tensors;
    std::stable_sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) {
        return torch::elementSize(a.dtype) > torch::elementSize(b.dtype);
    });
    std::uint64_t next = 0;
    for (auto& entry : entries) {
        layout.values.push_back(content.tensors.at(entry.name).detach().cpu().contiguous());
        entry.begin = next;
        entry.end = next += layout.values.back().nbytes();
    }
    return layout;
}

/// The header's bytes, with its check sums and padded so that the values start at a multiple of 8.
std::string headerText(TensorHeader header, std::span<const Bytes> values) {
    header.metadata[kValuesCheck] = checkSum(values);
    header.metadata[kHeaderCheck] = headerCheckSum(header);
    std::string text = formatTensorHeader(header);
    text.resize((text.size() + 7) / 8 * 8, ' ');
    return text;
}

} // namespace

void writeTensorFile(const fs::path& file, const TensorFile& content) {
    if (content.tensors.contains("__metadata__")) throw std::logic_error("__metadata__ cannot name a tensor");
    const Layout layout = layOut(content);
    std::vector<Bytes> pieces;
    std::transform(layout.values.begin(), layout.values.end(), std::back_inserter(pieces), bytesOf);
    std::string header;
    try {
        header = headerText(layout.header, pieces);
    } catch (const Error& error) {
        throw Error(fmt::format("{}: {}", file.string(), error.what()));
    }
    const std::uint64_t length = header.size();
    pieces.insert(pieces.begin(), {std::as_bytes(std::span(&length, 1)), std::as_bytes(std::span(header))});
    writeFileAtomically(file, pieces);
}

namespace {

std::string readHeaderText(FileReader& reader) {
    if (reader.size() < kLengthBytes) reader.failSize(fmt::format("at least {}", kLengthBytes));
    std::uint64_t length = 0;
    reader.read(std::as_writable_bytes(std::span(&length, 1)));
    if (length > kLongestHeader) {
        reader.fail(fmt::format("expected a safetensors header of at most {} bytes, found a length of {}",
                                kLongestHeader, length));
    }
    if (length > reader.size() - kLengthBytes) reader.failSize(fmt::format("at least {}", kLengthBytes + length));
    std::string text(length, '\0');
    reader.read(std::as_writable_bytes(std::span(text)));
    return text;
}

TensorHeader readHeader(FileReader& reader) {
    const std::string text = readHeaderText(reader);
    TensorHeader header;
    try {
        header = parseTensorHeader(text);
    } catch (const InputError& error) {
        reader.fail(error.what());
    }
    const std::uint64_t total = kLengthBytes + text.size() + header.dataBytes();
    if (reader.size() < total) reader.failSize(std::to_string(total));
    if (reader.size() > total) reader.fail(fmt::format("expected {} bytes, found {}", total, reader.size()));
    return header;
}

/// Takes the check sum out of the metadata and compares it; a file written elsewhere has none.
void verify(const FileReader& reader, std::map<std::string, std::string>& metadata, const char* key,
            const std::string& found) {
    const auto entry = metadata.find(key);
    if (entry == metadata.end()) return;
    if (entry->second != found) {
        reader.fail(fmt::format("{}: expected {}, found {} (the file is damaged)", key, entry->second, found));
    }
    metadata.erase(entry);
}

} // namespace

TensorFile readTensorFile(const fs::path& file) {
    FileReader reader(file);
    TensorHeader header = readHeader(reader);
    verify(reader, header.metadata, kHeaderCheck, headerCheckSum(header));
    TensorFile content;
    std::vector<Bytes> pieces;
    for (const auto& entry : header.tensors) {
        auto values = torch::empty(entry.shape, entry.dtype);
        reader.read({static_cast<std::byte*>(values.data_ptr()), values.nbytes()});
        pieces.push_back(bytesOf(values));
        content.tensors.emplace(entry.name, std::move(values));
    }
    verify(reader, header.metadata, kValuesCheck, checkSum(pieces));
    content.metadata = std::move(header.metadata);
    return content;
}

} // namespace lightcl
