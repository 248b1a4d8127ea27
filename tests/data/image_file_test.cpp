#include "data/image_error.h"
#include "data/image_file.h"
#include "support/catch.h"
#include "support/image_files.h"
#include "support/message_of.h"
#include "support/temporary_folder.h"
#include "support/unprivileged.h"

#include <algorithm>
#include <sys/stat.h>
#include <zlib.h>

using namespace lightcl;
using namespace lightcl::test;

namespace {

using Color = std::vector<int>;

/// A file's pixels at a size, as [3, size, size].
std::vector<std::uint8_t> pixelsOf(const std::string& bytes, std::int64_t size) {
    const TemporaryFolder folder;
    writeBytes(folder / "image", bytes);
    std::vector<std::uint8_t> pixels(static_cast<std::size_t>(3 * size * size), 99);
    readImageFile(folder / "image", size, pixels);
    return pixels;
}

Color colorAt(const std::vector<std::uint8_t>& pixels, std::size_t place) {
    const auto each = pixels.size() / 3;
    return {pixels[place], pixels[each + place], pixels[2 * each + place]};
}

bool near(const Color& a, const Color& b, int distance) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [&](int x, int y) { return std::abs(x - y) <= distance; });
}

std::string errorOf(const std::string& bytes) {
    return messageOf<ImageError>([&] { pixelsOf(bytes, 8); });
}

/// A PNG's chunk with its length and check sum.
std::string chunk(const std::string& nameAndData) {
    std::string bytes;
    const auto append = [&](std::uint32_t number) {
        for (const unsigned shift : {24U, 16U, 8U, 0U}) bytes += static_cast<char>(number >> shift & 0xffU);
    };
    append(static_cast<std::uint32_t>(nameAndData.size() - 4));
    bytes += nameAndData;
    append(static_cast<std::uint32_t>(
        crc32(0, reinterpret_cast<const Bytef*>(nameAndData.data()), static_cast<uInt>(nameAndData.size()))));
    return bytes;
}

std::string deflated(const std::string& bytes) {
    std::string result(compressBound(bytes.size()), '\0');
    uLongf size = result.size();
    compress(reinterpret_cast<Bytef*>(result.data()), &size, reinterpret_cast<const Bytef*>(bytes.data()),
             bytes.size());
    return result.substr(0, size);
}

/// A PNG of 1 x 1 pixels (or what `sides` says), its depth and colour type given as bytes.
std::string pngOf(const std::string& depthAndType, const std::string& row, const std::string& between = {},
                  const std::string& sides = std::string("\0\0\0\1\0\0\0\1", 8)) {
    return "\x89PNG\r\n\x1a\n" + chunk("IHDR" + sides + depthAndType + std::string(3, '\0')) + between +
           chunk("IDAT" + deflated(std::string(1, '\0') + row)) + chunk("IEND");
}

} // namespace

TEST_CASE("A PNG of the wanted size keeps every pixel, channel by channel") {
    Pixels pixels{2, 2, 3, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}};
    CHECK(pixelsOf(pngBytes(pixels), 2) == std::vector<std::uint8_t>{1, 4, 7, 10, 2, 5, 8, 11, 3, 6, 9, 12});
}

TEST_CASE("JPEG files are read in colour, grey and CMYK") {
    CHECK(near(colorAt(pixelsOf(jpegBytes(plain(16, 16, {200, 100, 30})), 16), 77), {200, 100, 30}, 3));
    CHECK(near(colorAt(pixelsOf(jpegBytes(plain(16, 16, {90})), 16), 77), {90, 90, 90}, 1));
    // libjpeg writes Adobe's marker with CMYK: 255 is no ink.
    CHECK(near(colorAt(pixelsOf(jpegBytes(plain(16, 16, {200, 100, 30, 255})), 16), 77), {200, 100, 30}, 2));
    CHECK(near(colorAt(pixelsOf(jpegBytes(plain(16, 16, {200, 100, 30, 127})), 16), 77), {100, 50, 15}, 2));
}

TEST_CASE("PNG files of every depth and colour type become eight bits of red, green and blue") {
    CHECK(colorAt(pixelsOf(pngBytes(plain(4, 4, {70})), 4), 5) == Color{70, 70, 70});
    CHECK(colorAt(pixelsOf(pngBytes(plain(4, 4, {200, 100, 30, 255})), 4), 5) == Color{200, 100, 30});
    CHECK(colorAt(pixelsOf(pngBytes(plain(4, 4, {200, 100, 30, 0})), 4), 5) == Color{0, 0, 0});
    const auto deep = pngOf("\x10\x02", std::string("\xff\xff\x00\x00\xff\xff", 6));
    CHECK(colorAt(pixelsOf(deep, 1), 0) == Color{255, 0, 255});
    const auto palette = pngOf("\x08\x03", "\x01", chunk(std::string("PLTE\x01\x02\x03\x0a\x14\x1e", 10)));
    CHECK(colorAt(pixelsOf(palette, 1), 0) == Color{10, 20, 30});
    const auto oneBit = pngOf(std::string("\x01\x00", 2), "\x80");
    CHECK(colorAt(pixelsOf(oneBit, 1), 0) == Color{255, 255, 255});
}

TEST_CASE("An image of one pixel fills any size") {
    const auto pixels = pixelsOf(pngBytes(plain(1, 1, {10, 20, 30})), 32);
    for (std::size_t i = 0; i < 32 * 32; ++i) REQUIRE(colorAt(pixels, i) == Color{10, 20, 30});
}

TEST_CASE("A large JPEG shrinks to the mean of what lies under each pixel") {
    Pixels pixels = plain(800, 600, {250, 0, 0});
    for (std::size_t i = 0; i < std::size_t{800} * 300; ++i) pixels.values[i * 3 + 2] = 250;
    const auto small = pixelsOf(jpegBytes(pixels), 8);
    CHECK(near(colorAt(small, 9), {250, 0, 250}, 4));
    CHECK(near(colorAt(small, 57), {250, 0, 0}, 4));
}

TEST_CASE("What is no image says so") {
    CHECK(errorOf("") == "empty");
    CHECK(errorOf("Dear reader, this is a letter.") == "neither JPEG nor PNG");
    CHECK(errorOf("\xff\xd8\xff") != "");
    CHECK(errorOf("\x89PNG") != "");
}

TEST_CASE("An image cut short at any place is refused") {
    Pixels noise{16, 16, 3, {}};
    for (unsigned i = 0; i < 16 * 16 * 3; ++i) noise.values.push_back(static_cast<std::uint8_t>(i * i * 7 + i));
    const auto jpeg = jpegBytes(noise);
    // Without its last two bytes, the end marker, a JPEG has all its pixels yet; libjpeg takes it for cut short as
    // well.
    for (std::size_t length = 1; length < jpeg.size(); length += 7) {
        INFO("JPEG, " << length << " of " << jpeg.size() << " bytes");
        CHECK_FALSE(errorOf(jpeg.substr(0, length)).empty());
    }
    const auto png = pngBytes(noise);
    for (std::size_t length = 1; length < png.size() - 12; length += 7) {
        INFO("PNG, " << length << " of " << png.size() << " bytes");
        CHECK_FALSE(errorOf(png.substr(0, length)).empty());
    }
}

TEST_CASE("A PNG with a changed byte in its pixels is refused") {
    auto png = pngBytes(plain(8, 8, {1, 2, 3}));
    png[png.size() - 20] = static_cast<char>(png[png.size() - 20] ^ 1);
    CHECK_FALSE(errorOf(png).empty());
}

TEST_CASE("A picture that claims to be huge takes no memory") {
    const std::string sides("\0\0\xff\xff\0\0\xff\xff", 8);
    CHECK(contains(errorOf(pngOf("\x08\x02", "abc", {}, sides)), "found 65535 x 65535"));
    auto jpeg = jpegBytes(plain(8, 8, {1, 2, 3}));
    const auto frame = jpeg.find("\xff\xc0");
    REQUIRE(frame != std::string::npos);
    jpeg.replace(frame + 5, 4, "\xff\xdc\xff\xdc");
    CHECK(contains(errorOf(jpeg), "found 65500 x 65500"));
}

TEST_CASE("A file that cannot be opened, or is none, is told") {
    const TemporaryFolder folder;
    std::vector<std::uint8_t> pixels(3);
    const auto error = [&](const char* name) {
        return messageOf<ImageError>([&] { readImageFile(folder / name, 1, pixels); });
    };
    CHECK(contains(error("absent.jpg"), "cannot be read"));
    REQUIRE(::mkfifo((folder / "pipe.jpg").c_str(), 0644) == 0);
    CHECK(error("pipe.jpg") == "no regular file");
    std::filesystem::create_symlink("loop.jpg", folder / "loop.jpg");
    CHECK(contains(error("loop.jpg"), "cannot be read"));
    writeBytes(folder / "secret.jpg", jpegBytes(plain(1, 1, {1})));
    std::filesystem::permissions(folder / "secret.jpg", std::filesystem::perms::none);
    const Unprivileged user;
    if (user.active()) CHECK(contains(error("secret.jpg"), "cannot be read: Permission denied"));
}
