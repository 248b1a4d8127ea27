#include "weights/safetensors_reader.h"

#include "base/error.h"

#include <bit>
#include <fmt/format.h>

namespace lightcl {

namespace {

static_assert(std::endian::native == std::endian::little, "safetensors files hold little-endian values");

constexpr std::size_t kLengthBytes = 8;
constexpr std::uint64_t kLongestHeader = 100'000'000; // the format's own limit

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

} // namespace

SafetensorsReader::SafetensorsReader(const std::filesystem::path& file) : reader_(file) {
    readHeader();
    const std::string expected = takeCheck(kHeaderCheck);
    hasHeaderCheck_ = !expected.empty();
    // A file of another program has none, and need not wait for it.
    if (hasHeaderCheck_) compare(kHeaderCheck, expected, headerCheckSum(header_));
    valuesCheck_ = takeCheck(kValuesCheck);
}

void SafetensorsReader::readHeader() {
    const std::string text = readHeaderText(reader_);
    try {
        header_ = parseTensorHeader(text);
    } catch (const InputError& error) {
        reader_.fail(error.what());
    }
    const std::uint64_t total = kLengthBytes + text.size() + header_.dataBytes();
    if (reader_.size() < total) reader_.failSize(std::to_string(total));
    if (reader_.size() > total) reader_.fail(fmt::format("expected {} bytes, found {}", total, reader_.size()));
}

void SafetensorsReader::read(std::span<std::byte> bytes) {
    reader_.read(bytes);
    values_.add(bytes);
}

void SafetensorsReader::finish() const {
    compare(kValuesCheck, valuesCheck_, values_.text());
}

std::string SafetensorsReader::takeCheck(const char* key) {
    const auto node = header_.metadata.extract(key);
    return node.empty() ? std::string() : node.mapped();
}

void SafetensorsReader::compare(const char* key, const std::string& expected, const std::string& found) const {
    if (expected.empty() || expected == found) return;
    reader_.fail(fmt::format("{}: expected {}, found {} (the file is damaged)", key, expected, found));
}

} // namespace lightcl
