#include "data/image_error.h"
#include "data/image_file.h"
#include "support/catch.h"
#include "support/image_files.h"
#include "support/message_of.h"
#include "support/png_chunks.h"
#include "support/temporary_folder.h"
#include "support/unprivileged.h"

#include <algorithm>
#include <sys/stat.h>

using namespace lightcl;
using namespace lightcl::test;

namespace {

using Color = std::vector<int>;

/// A file's pixels at a size, as [3, size, size].
std::vector<std::uint8_t> pixelsOf(const std::string& bytes, std::int64_t size) {
    const TemporaryFolder folder;
    writeBytes(folder / "image", bytes);
    std::vector<std::uint8_t> pixels(static_cast<std::size_t>(3 * size * size), 99);
    readImageFile(folder / "image", {.size = size}, pixels);
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
    CHECK(errorOf("BMW builds cars.") == "neither JPEG nor PNG");
    CHECK(errorOf("<!DOCTYPE html><p>Not found") == "a web page, no image");
    CHECK(contains(errorOf("version https://git-lfs.github.com/spec/v1\noid"), "a Git LFS pointer"));
    CHECK(errorOf("\xff\xd8\xff") != "");
    CHECK(errorOf("\x89PNG") != "");
}

TEST_CASE("An image of another kind than its name says tells which") {
    const auto kindOf = [](const std::string& bytes) {
        const auto message = errorOf(bytes);
        const auto end = message.find(": to be converted to PNG or JPEG");
        return end == std::string::npos ? "not told: " + message : message.substr(0, end);
    };
    CHECK(kindOf("RIFF\x24\1\1\1WEBPVP8 ") == "a WebP image");
    CHECK(kindOf("GIF89a\1\1\1") == "a GIF image");
    CHECK(kindOf(std::string("BM\x46\1\1\1\0\0\0\0\x36", 11)) == "a BMP image");
    CHECK(kindOf(std::string("II*\0\x08", 5)) == "a TIFF or a camera's raw image");
    CHECK(kindOf(std::string("MM\0*\0", 5)) == "a TIFF or a camera's raw image");
    CHECK(kindOf(std::string("\0\0\0\x18"
                             "ftypheic",
                             12)) == "a HEIC image");
    CHECK(kindOf(std::string("\0\0\0\x1c"
                             "ftypavif",
                             12)) == "an AVIF image");
    CHECK(kindOf(std::string("\0\0\0\x0cJXL \x0d\x0a", 10)) == "a JPEG XL image");
    CHECK(kindOf(std::string("\0\0\0\x0cjP  \x0d\x0a", 10)) == "a JPEG 2000 image");
    CHECK(kindOf("P6\n1 1\n255\nabc") == "a PPM image or its like");
    CHECK(kindOf("<?xml version=\"1.0\"?><svg>") == "an SVG drawing");
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
    CHECK(contains(errorOf(pngOf({.width = 65535, .height = 65535, .rows = "abc"})), "found 65535 x 65535"));
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
        return messageOf<ImageError>([&] { readImageFile(folder / name, {.size = 1}, pixels); });
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

TEST_CASE("A noted orientation is followed unless the picture is wanted as it is stored") {
    // Turned by a quarter: what is on the left comes to the top.
    Pixels pixels = plain(16, 16, {250, 0, 0});
    for (std::size_t i = 0; i < 256; ++i)
        if (i % 16 >= 8) pixels.values[i * 3 + 2] = 250;
    const std::string exif = exifOf(6);
    auto png = pngBytes(pixels);
    png.insert(33, pngChunk("eXIf" + exif));
    auto jpeg = jpegBytes(pixels);
    jpeg.insert(2,
                std::string("\xff\xe1\0", 3) + static_cast<char>(8 + exif.size()) + std::string("Exif\0\0", 6) + exif);
    const TemporaryFolder folder;
    for (const auto& bytes : {png, jpeg}) {
        writeBytes(folder / "image", bytes);
        std::vector<std::uint8_t> turned(192), stored(192);
        readImageFile(folder / "image", {.size = 8}, turned);
        readImageFile(folder / "image", {.size = 8, .upright = false}, stored);
        CHECK(near(colorAt(turned, 1), {250, 0, 0}, 3));
        CHECK(near(colorAt(turned, 62), {250, 0, 250}, 3));
        CHECK(near(colorAt(turned, 6), {250, 0, 0}, 3));
        CHECK(near(colorAt(stored, 6), {250, 0, 250}, 3));
        CHECK(near(colorAt(stored, 57), {250, 0, 0}, 3));
    }
}

TEST_CASE("A tall picture becomes a square as it is told to") {
    // Red above, green in the middle, blue below, each a square.
    Pixels pixels{8, 24, 3, std::vector<std::uint8_t>(8 * 24 * 3)};
    for (std::size_t i = 0; i < 8 * 24; ++i) pixels.values[i * 3 + i / 64] = 240;
    const TemporaryFolder folder;
    writeBytes(folder / "image", pngBytes(pixels));
    std::vector<std::uint8_t> target(3 * 8 * 8, 99);
    const auto read = [&](ImageFit fit) { readImageFile(folder / "image", {.size = 8, .fit = fit}, target); };
    read(ImageFit::Stretch);
    CHECK(colorAt(target, 0) == Color{240, 0, 0});
    CHECK(colorAt(target, 63) == Color{0, 0, 240});
    read(ImageFit::Crop);
    for (std::size_t i = 0; i < 64; ++i) CHECK(colorAt(target, i) == Color{0, 240, 0});
    read(ImageFit::Pad);
    CHECK(colorAt(target, 1) == Color{0, 0, 0});
    CHECK(colorAt(target, 2) == Color{240, 0, 0});
    CHECK(colorAt(target, 4) == Color{240, 0, 0});
    CHECK(colorAt(target, 5) == Color{0, 0, 0});
    CHECK(colorAt(target, 58) == Color{0, 0, 240});
}
