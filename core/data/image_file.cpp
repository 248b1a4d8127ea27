#include "data/image_file.h"

#include "data/jpeg_picture.h"
#include "data/orientation.h"
#include "data/png_picture.h"
#include "data/resample.h"
#include "data/unread_content.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>
#include <system_error>
#include <utility>

namespace lightcl {

namespace fs = std::filesystem;

namespace {

constexpr std::uintmax_t kMostBytes = std::uintmax_t{1} << 28;

std::vector<std::byte> readBytes(const fs::path& file) {
    std::error_code error;
    // A pipe would wait for somebody to write into it.
    const bool regular = fs::is_regular_file(file, error);
    if (error) throw ImageError("cannot be read: " + error.message());
    if (!regular) throw ImageError("no regular file");
    const auto size = fs::file_size(file, error);
    if (error) throw ImageError("cannot be read: " + error.message());
    if (size == 0) throw ImageError("empty");
    if (size > kMostBytes) throw ImageError(fmt::format("larger than {} MiB", kMostBytes >> 20));
    std::ifstream stream(file, std::ios::binary);
    if (!stream) throw ImageError("cannot be read: " + std::generic_category().message(errno));
    std::vector<std::byte> bytes(size);
    stream.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(size));
    if (!stream) throw ImageError("cannot be read");
    return bytes;
}

template <std::size_t N>
bool startsWith(std::span<const std::byte> bytes, const std::array<unsigned char, N>& start) {
    return bytes.size() >= N && std::equal(start.begin(), start.end(), bytes.begin(), [](auto expected, auto found) {
               return expected == std::to_integer<unsigned char>(found);
           });
}

StoredPicture decode(std::span<const std::byte> bytes, std::int64_t size) {
    constexpr std::array<unsigned char, 3> jpeg = {0xff, 0xd8, 0xff};
    constexpr std::array<unsigned char, 4> png = {0x89, 'P', 'N', 'G'};
    if (startsWith(bytes, jpeg)) return decodeJpeg(bytes, size);
    if (startsWith(bytes, png)) return decodePng(bytes);
    throw ImageError(whyUnread(bytes));
}

} // namespace

void readImageFile(const fs::path& file, const ImageLook& look, std::span<std::uint8_t> target) {
    StoredPicture stored = decode(readBytes(file), look.size);
    if (look.upright) stored.picture = oriented(std::move(stored.picture), stored.orientation);
    resample(stored.picture, look.fit, look.size, target);
}

} // namespace lightcl
