#include "data/png_picture.h"
#include "support/catch.h"
#include "support/message_of.h"
#include "support/png_chunks.h"

#include <array>
#include <span>
#include <vector>

using namespace lightcl;
using namespace lightcl::test;

namespace {

using Values = std::vector<int>;

StoredPicture decoded(const std::string& bytes) {
    return decodePng(std::as_bytes(std::span(bytes)));
}

/// Red, green and blue of a picture of one row.
Values rowOf(std::uint32_t width, int depth, int colorType, const std::string& pixels, const std::string& before = {}) {
    const auto picture = decoded(pngOf({.width = width,
                                        .depth = depth,
                                        .colorType = colorType,
                                        .before = before,
                                        .rows = std::string(1, '\0') + pixels}))
                             .picture;
    CHECK(picture.width == width);
    CHECK(picture.height == 1);
    return {picture.rgb.begin(), picture.rgb.end()};
}

std::string deep(const std::vector<unsigned>& values) {
    std::string bytes;
    for (const unsigned value : values) bytes += bigEndian(value, 2);
    return bytes;
}

Values greys(const Values& values) {
    Values result;
    for (const int value : values) result.insert(result.end(), 3, value);
    return result;
}

std::string gammaOf(std::uint32_t hundredThousandths) {
    return pngChunk("gAMA" + bigEndian(hundredThousandths));
}

const std::string kPalette = pngChunk(std::string("PLTE\x01\x02\x03\x0a\x14\x1e\xff\x80\x00", 13));

} // namespace

TEST_CASE("Sixteen bits become eight by division, as numbers, not as linear light") {
    const std::vector<unsigned> values = {0, 128, 129, 0x1234, 0x8080, 0x80ff, 0xfeff, 0xffff};
    const Values expected = {0, 0, 1, 18, 128, 128, 254, 255};
    CHECK(rowOf(8, 16, 0, deep(values)) == greys(expected));
    CHECK(rowOf(1, 16, 2, deep({0x8080, 0xffff, 129})) == Values{128, 255, 1});
}

TEST_CASE("Gamma, profiles and significant bits change nothing") {
    const std::vector<std::string> notes = {gammaOf(100'000),
                                            gammaOf(45'455),
                                            gammaOf(22'000),
                                            pngChunk(std::string("sRGB\0", 5)),
                                            pngChunk("sBIT\x05"),
                                            pngChunk(std::string("iCCPx\0\0no profile", 17)),
                                            pngChunk("gAMA") + pngChunk("tEXtbroken")};
    for (const std::string& note : notes) {
        INFO(note.substr(4, 4));
        CHECK(rowOf(2, 16, 0, deep({0x8080, 0x4040}), note) == greys({128, 64}));
        CHECK(rowOf(2, 8, 0, "\x80\x40", note) == greys({128, 64}));
    }
    CHECK(rowOf(1, 8, 2, "\x80\x40\x20", gammaOf(100'000)) == Values{128, 64, 32});
}

TEST_CASE("A transparent pixel has the colour that is stored for it") {
    for (const char alpha : {'\0', '\x01', '\x80', '\xff'}) {
        INFO("alpha " << int{static_cast<unsigned char>(alpha)});
        CHECK(rowOf(1, 8, 6, std::string("\xc8\x64\x1e") + alpha) == Values{200, 100, 30});
        CHECK(rowOf(1, 8, 4, std::string("\xc8") + alpha) == greys({200}));
        CHECK(rowOf(1, 16, 6, deep({0xc8c8, 0x6464, 0x1e1e}) + alpha + alpha) == Values{200, 100, 30});
        CHECK(rowOf(1, 16, 4, deep({0xc8c8}) + alpha + alpha) == greys({200}));
        CHECK(rowOf(1, 8, 3, "\x01", kPalette + pngChunk("tRNS" + std::string(2, alpha))) == Values{10, 20, 30});
    }
    CHECK(rowOf(2, 8, 0, "\x07\x08", pngChunk("tRNS" + bigEndian(7, 2))) == greys({7, 8}));
    CHECK(rowOf(1, 8, 2, "\x07\x08\x09", pngChunk("tRNS" + deep({7, 8, 9}))) == Values{7, 8, 9});
}

TEST_CASE("Few bits are spread over all brightnesses, or choose from the palette") {
    CHECK(rowOf(4, 1, 0, "\xa0") == greys({255, 0, 255, 0}));
    CHECK(rowOf(4, 2, 0, "\x1b") == greys({0, 85, 170, 255}));
    CHECK(rowOf(4, 4, 0, "\x01\x8f") == greys({0, 17, 136, 255}));
    const Values colors = {10, 20, 30, 1, 2, 3};
    CHECK(rowOf(2, 1, 3, "\x80", kPalette) == colors);
    CHECK(rowOf(2, 2, 3, "\x40", kPalette) == colors);
    CHECK(rowOf(2, 4, 3, "\x10", kPalette) == colors);
    CHECK(rowOf(3, 8, 3, std::string("\x01\x00\x02", 3), kPalette) == Values{10, 20, 30, 1, 2, 3, 255, 128, 0});
}

TEST_CASE("Interlaced pictures are put together") {
    // Nine by five pixels, each of a grey of its own, in Adam7's seven passes: first column and row, steps.
    constexpr std::uint32_t width = 9, height = 5;
    constexpr std::array<std::array<std::uint32_t, 4>, 7> passes = {
        {{0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}}};
    const auto grey = [](std::uint32_t x, std::uint32_t y) { return 5 * (y * width + x); };
    for (const int depth : {8, 16}) {
        std::string rows;
        for (const auto& [x0, y0, dx, dy] : passes) {
            for (std::uint32_t y = y0; y < height; y += dy) {
                rows += '\0';
                for (std::uint32_t x = x0; x < width; x += dx)
                    rows += bigEndian(depth == 8 ? grey(x, y) : 257 * grey(x, y), static_cast<unsigned>(depth / 8));
            }
        }
        const auto picture = decoded(pngOf({.width = width,
                                            .height = height,
                                            .depth = depth,
                                            .colorType = 0,
                                            .interlaced = true,
                                            .rows = rows}))
                                 .picture;
        for (std::uint32_t place = 0; place < width * height; ++place)
            CHECK(picture.rgb[std::size_t{3} * place] == grey(place % width, place / width));
    }
}

TEST_CASE("A PNG's orientation stands before its pixels or after them") {
    const std::string note = pngChunk("eXIf" + exifOf(8));
    const std::string row("\0abc", 4);
    CHECK(decoded(pngOf({.before = note, .rows = row})).orientation == 8);
    CHECK(decoded(pngOf({.rows = row, .after = note})).orientation == 8);
    CHECK(decoded(pngOf({.rows = row})).orientation == 1);
    CHECK(decoded(pngOf({.before = pngChunk("eXIfnothing"), .rows = row})).orientation == 1);
    CHECK(decoded(pngOf({.rows = row, .after = "cut short"})).orientation == 1);
}

TEST_CASE("A PNG whose pixels are not all there is refused") {
    CHECK_FALSE(messageOf<ImageError>([&] { decoded(pngOf({.height = 2, .rows = std::string("\0abc", 4)})); }).empty());
    CHECK_FALSE(messageOf<ImageError>([&] { decoded(pngOf({.rows = std::string("\0ab", 3)})); }).empty());
    CHECK_FALSE(messageOf<ImageError>([&] { decoded(pngOf({.depth = 3, .rows = std::string("\0abc", 4)})); }).empty());
}
