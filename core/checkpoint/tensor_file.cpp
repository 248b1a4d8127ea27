#include "checkpoint/tensor_file.h"

#include "base/atomic_file.h"
#include "base/error.h"
#include "checkpoint/tensor_header.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <fmt/format.h>
#include <fstream>
#include <span>
#include <stdexcept>
#include <system_error>
#include <vector>
#include <zlib.h>

namespace lightcl {

namespace fs = std::filesystem;

namespace {

static_assert(std::endian::native == std::endian::little, "safetensors files hold little-endian values");

constexpr const char* kValuesCheck = "crc32";
/// Of the header as it is written, without this entry: a name or a metadata text that a bad disk changed is noticed
/// too.
constexpr const char* kHeaderCheck = "header_crc32";
constexpr std::size_t kLengthBytes = 8;
constexpr std::uint64_t kLongestHeader = 100'000'000; // the format's own limit

using Bytes = std::span<const std::byte>;

Bytes bytesOf(const torch::Tensor& tensor) {
    return {static_cast<const std::byte*>(tensor.data_ptr()), tensor.nbytes()};
}

std::string checkSum(std::span<const Bytes> pieces) {
    uLong sum = crc32_z(0, nullptr, 0);
    for (const auto piece : pieces) sum = crc32_z(sum, reinterpret_cast<const Bytef*>(piece.data()), piece.size());
    return fmt::format("{:08x}", sum);
}

std::string headerCheckSum(TensorHeader header) {
    header.metadata.erase(kHeaderCheck);
    const std::string text = formatTensorHeader(header);
    const Bytes bytes = std::as_bytes(std::span(text));
    return checkSum({&bytes, 1});
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
        dtypeName(tensor.scalar_type()); // refuses what the format does not know
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

std::string paddedHeader(const TensorHeader& header) {
    std::string text = formatTensorHeader(header);
    text.resize((text.size() + 7) / 8 * 8, ' ');
    return text;
}

} // namespace

void writeTensorFile(const fs::path& file, const TensorFile& content) {
    if (content.tensors.contains("__metadata__")) throw std::logic_error("__metadata__ cannot name a tensor");
    Layout layout = layOut(content);
    std::vector<Bytes> pieces;
    std::transform(layout.values.begin(), layout.values.end(), std::back_inserter(pieces), bytesOf);
    layout.header.metadata[kValuesCheck] = checkSum(pieces);
    layout.header.metadata[kHeaderCheck] = headerCheckSum(layout.header);
    const std::string header = paddedHeader(layout.header);
    const std::uint64_t length = header.size();
    pieces.insert(pieces.begin(), {std::as_bytes(std::span(&length, 1)), std::as_bytes(std::span(header))});
    writeFileAtomically(file, pieces);
}

namespace {

/// Reads a file of known length from front to end.
class Reader {
public:
    explicit Reader(const fs::path& file) : file_(file) {
        std::error_code error;
        const auto status = fs::status(file, error);
        if (status.type() == fs::file_type::not_found) fail("expected a tensor file, found none");
        if (error) fail(fmt::format("cannot be read: {}", error.message()));
        if (!fs::is_regular_file(status)) fail("expected a tensor file, found something that is no regular file");
        size_ = fs::file_size(file, error);
        if (error) fail(fmt::format("cannot be read: {}", error.message()));
        stream_.open(file, std::ios::binary);
        if (!stream_) fail(fmt::format("cannot be read: {}", std::generic_category().message(errno)));
    }

    [[nodiscard]] std::uint64_t size() const { return size_; }

    void read(std::span<std::byte> bytes) {
        stream_.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
        if (!stream_) fail("cannot be read to its end");
    }

    [[noreturn]] void fail(const std::string& message) const {
        throw InputError(fmt::format("{}: {}", file_.string(), message));
    }

private:
    fs::path file_;
    std::uint64_t size_ = 0;
    std::ifstream stream_;
};

std::string readHeaderText(Reader& reader) {
    if (reader.size() < kLengthBytes) {
        reader.fail(
            fmt::format("expected at least {} bytes, found {} (the file is cut short)", kLengthBytes, reader.size()));
    }
    std::uint64_t length = 0;
    reader.read(std::as_writable_bytes(std::span(&length, 1)));
    if (length > kLongestHeader) {
        reader.fail(fmt::format("expected a safetensors header of at most {} bytes, found a length of {}",
                                kLongestHeader, length));
    }
    if (length > reader.size() - kLengthBytes) {
        reader.fail(fmt::format("expected at least {} bytes, found {} (the file is cut short)", kLengthBytes + length,
                                reader.size()));
    }
    std::string text(length, '\0');
    reader.read(std::as_writable_bytes(std::span(text)));
    return text;
}

TensorHeader readHeader(Reader& reader) {
    const std::string text = readHeaderText(reader);
    TensorHeader header;
    try {
        header = parseTensorHeader(text);
    } catch (const InputError& error) {
        reader.fail(error.what());
    }
    const std::uint64_t total = kLengthBytes + text.size() + header.dataBytes();
    if (reader.size() != total) {
        reader.fail(fmt::format("expected {} bytes, found {}{}", total, reader.size(),
                                reader.size() < total ? " (the file is cut short)" : ""));
    }
    return header;
}

/// Takes the check sum out of the metadata and compares it; a file written elsewhere has none.
void verify(const Reader& reader, std::map<std::string, std::string>& metadata, const char* key,
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
    Reader reader(file);
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
