#include "data/idx_file.h"

#include "base/error.h"
#include "data/byte_source.h"
#include "data/labels.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <string>
#include <vector>

namespace lightcl {

namespace {

/// Two zero bytes, the type (8 is unsigned byte), the number of dimensions.
constexpr std::uint32_t kUnsignedBytes = 0x0800;

using Dimensions = std::vector<std::int64_t>;

std::uint32_t readBigEndian(ByteSource& source) {
    std::array<std::byte, 4> bytes{};
    source.read(bytes);
    std::uint32_t value = 0;
    for (const std::byte byte : bytes) value = value << 8 | std::to_integer<std::uint32_t>(byte);
    return value;
}

[[noreturn]] void fail(const ByteSource& source, const std::string& message) {
    throw InputError(fmt::format("{}: {}", source.file().string(), message));
}

/// Reads the header; returns the number of samples when each has the dimensions given.
std::int64_t readHeader(ByteSource& source, const Dimensions& sample) {
    const auto expectedMagic = kUnsignedBytes + 1 + static_cast<std::uint32_t>(sample.size());
    const auto magic = readBigEndian(source);
    if (magic != expectedMagic) {
        fail(source, fmt::format("expected the IDX magic number 0x{:08x}, found 0x{:08x}", expectedMagic, magic));
    }
    const std::int64_t samples = readBigEndian(source);
    Dimensions found;
    for (std::size_t i = 0; i < sample.size(); ++i) found.push_back(readBigEndian(source));
    if (found != sample) {
        fail(source, fmt::format("expected samples of {}, found {}", fmt::join(sample, "x"), fmt::join(found, "x")));
    }
    if (samples == 0) fail(source, "expected at least one sample, found none");
    return samples;
}

/// uint8 [N, sample…]. No product overflows: N is below 2^32 and a sample is one of the catalog's.
torch::Tensor readValues(const std::filesystem::path& file, const Dimensions& sample) {
    ByteSource source(file);
    Dimensions sizes(1 + sample.size(), readHeader(source, sample));
    std::copy(sample.begin(), sample.end(), sizes.begin() + 1);
    const auto headerBytes = 4 * (1 + sizes.size());
    const auto valueBytes = static_cast<std::size_t>(c10::multiply_integers(sizes));
    source.expectTotal(headerBytes + valueBytes);
    auto values = torch::empty(sizes, torch::kUInt8);
    source.read({static_cast<std::byte*>(values.data_ptr()), valueBytes});
    source.expectEnd();
    return values;
}

} // namespace

torch::Tensor readIdxImages(const std::filesystem::path& file, const Shape& shape) {
    const bool grey = shape.channels == 1;
    const auto values = readValues(file, grey ? Dimensions{shape.height, shape.width}
                                              : Dimensions{shape.channels, shape.height, shape.width});
    return values.view({values.size(0), shape.channels, shape.height, shape.width});
}

torch::Tensor readIdxLabels(const std::filesystem::path& file, std::int64_t classes) {
    auto labels = readValues(file, {}).to(torch::kInt64);
    checkLabels(file, labels, classes);
    return labels;
}

} // namespace lightcl
