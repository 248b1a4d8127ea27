#include "data/unread_content.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <fmt/format.h>
#include <string_view>

namespace lightcl {

namespace {

using namespace std::string_view_literals;

/// Bytes that a file of some kind has at a place.
struct ContentMark {
    std::size_t place;
    std::string_view bytes;
    std::string_view kind;
};

constexpr std::array kImageMarks = {
    ContentMark{8, "WEBP"sv, "a WebP image"},
    ContentMark{0, "GIF8"sv, "a GIF image"},
    ContentMark{0, "II*\0"sv, "a TIFF or a camera's raw image"},
    ContentMark{0, "MM\0*"sv, "a TIFF or a camera's raw image"},
    ContentMark{0, "II+\0"sv, "a TIFF image"},
    ContentMark{0, "MM\0+"sv, "a TIFF image"},
    ContentMark{4, "ftypavi"sv, "an AVIF image"},
    ContentMark{4, "ftyphei"sv, "a HEIC image"},
    ContentMark{4, "ftyphev"sv, "a HEIC image"},
    ContentMark{4, "ftypmif1"sv, "a HEIC or AVIF image"},
    ContentMark{4, "ftypmsf1"sv, "a HEIC or AVIF image"},
    ContentMark{4, "ftypcrx"sv, "a camera's raw image"},
    ContentMark{0, "\0\0\0\x0cJXL "sv, "a JPEG XL image"},
    ContentMark{0, "\xff\x0a"sv, "a JPEG XL image"},
    ContentMark{0, "\0\0\0\x0cjP  "sv, "a JPEG 2000 image"},
    ContentMark{0, "\xff\x4f\xff\x51"sv, "a JPEG 2000 image"},
    ContentMark{0, "8BPS"sv, "a Photoshop image"},
    ContentMark{0, "qoif"sv, "a QOI image"},
    ContentMark{0, "\x76\x2f\x31\x01"sv, "an OpenEXR image"},
    ContentMark{0, "\0\0\x01\0"sv, "an icon"},
};

constexpr std::array kOtherMarks = {
    ContentMark{0, "version https://git-lfs"sv, "a Git LFS pointer: git lfs pull fetches the image"},
    ContentMark{4, "ftyp"sv, "a film"},
    ContentMark{0, "%PDF"sv, "a PDF document"},
    ContentMark{0, "PK\x03\x04"sv, "a ZIP archive"},
    ContentMark{0, "\x1f\x8b"sv, "a gzip archive"},
};

template <std::size_t N>
std::string_view kindBy(const std::array<ContentMark, N>& marks, std::string_view start) {
    const auto found = std::find_if(marks.begin(), marks.end(), [&](const ContentMark& mark) {
        return start.size() > mark.place && start.substr(mark.place).starts_with(mark.bytes);
    });
    return found != marks.end() ? found->kind : std::string_view();
}

/// "BM", whose reserved bytes are none; a text may begin so as well.
bool isBmp(std::string_view start) {
    return start.starts_with("BM") && start.size() > 10 && start.substr(6, 4) == "\0\0\0\0"sv;
}

/// PBM, PGM, PPM, PAM: a P, a digit, white space.
bool isPortableAnymap(std::string_view start) {
    return start.size() > 2 && start[0] == 'P' && start[1] >= '1' && start[1] <= '7' &&
           std::isspace(static_cast<unsigned char>(start[2])) != 0;
}

/// The first characters that are no space, in small letters.
std::string smallLetters(std::string_view start) {
    std::string text;
    for (const char c : start) {
        const auto byte = static_cast<unsigned char>(c);
        if (!text.empty() || std::isspace(byte) == 0) text += static_cast<char>(std::tolower(byte));
    }
    return text;
}

} // namespace

std::string whyUnread(std::span<const std::byte> content) {
    constexpr std::size_t enough = 256;
    const std::string_view start(reinterpret_cast<const char*>(content.data()), std::min(content.size(), enough));
    std::string_view image = kindBy(kImageMarks, start);
    const std::string text = smallLetters(start);
    const bool xml = text.starts_with("<?xml");
    if (isBmp(start)) image = "a BMP image";
    if (isPortableAnymap(start)) image = "a PPM image or its like";
    if (text.starts_with("<svg") || (xml && text.find("<svg") != std::string::npos)) image = "an SVG drawing";
    if (!image.empty()) return fmt::format("{}: to be converted to PNG or JPEG", image);
    if (const auto other = kindBy(kOtherMarks, start); !other.empty()) return std::string(other);
    if (text.starts_with("<!doctype") || text.starts_with("<html")) return "a web page, no image";
    return "neither JPEG nor PNG";
}

} // namespace lightcl
