#include "data/jpeg_picture.h"

#include "data/orientation.h"

#include <algorithm>
#include <array>
#include <csetjmp>
#include <cstdio> // jpeglib.h needs it first
#include <cstring>
#include <utility>

#include <jpeglib.h>

#include <jerror.h>

namespace lightcl {

namespace {

/// libjpeg's error handler, with the place it leaps back to.
struct Failure : jpeg_error_mgr {
    std::jmp_buf place;
    std::array<char, JMSG_LENGTH_MAX> text;
};

[[noreturn]] void leap(j_common_ptr info) {
    auto* failure = static_cast<Failure*>(info->err);
    failure->format_message(info, failure->text.data());
    std::longjmp(failure->place, 1);
}

/// Oddities that leave the pixels whole; libjpeg makes the best of the others, which is not the image that was saved.
bool isHarmless(int code) {
    constexpr std::array<int, 4> harmless = {JWRN_ADOBE_XFORM, JWRN_BOGUS_ICC, JWRN_EXTRANEOUS_DATA, JWRN_JFIF_MAJOR};
    return std::find(harmless.begin(), harmless.end(), code) != harmless.end();
}

void hear(j_common_ptr info, int level) {
    if (level < 0 && !isHarmless(info->err->msg_code)) leap(info);
}

/// Wraps libjpeg, whose errors leap over whatever lies between: the functions that set the place to leap to hold
/// nothing that would have to be destroyed.
class Decoder {
public:
    Decoder() {
        info_.err = jpeg_std_error(&failure_);
        failure_.error_exit = leap;
        failure_.emit_message = hear;
    }
    ~Decoder() { jpeg_destroy_decompress(&info_); }
    Decoder(const Decoder&) = delete;
    Decoder& operator=(const Decoder&) = delete;

    [[nodiscard]] bool readHeader(std::span<const std::byte> bytes) {
        if (setjmp(failure_.place) != 0) return false;
        jpeg_create_decompress(&info_);
        jpeg_mem_src(&info_, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
        jpeg_save_markers(&info_, kExifMarker, kLongestMarker);
        jpeg_read_header(&info_, TRUE);
        return true;
    }

    [[nodiscard]] bool prepare(unsigned scale) {
        if (setjmp(failure_.place) != 0) return false;
        info_.out_color_space = isCmyk() ? JCS_CMYK : JCS_RGB;
        info_.scale_num = 1;
        info_.scale_denom = scale;
        jpeg_calc_output_dimensions(&info_);
        return true;
    }

    /// Fills width() x height() pixels of three bytes, or of four for CMYK.
    [[nodiscard]] bool decode(std::uint8_t* pixels) {
        if (setjmp(failure_.place) != 0) return false;
        jpeg_start_decompress(&info_);
        const std::size_t rowBytes = std::size_t{info_.output_width} * static_cast<unsigned>(info_.output_components);
        while (info_.output_scanline < info_.output_height) {
            JSAMPROW row = pixels + info_.output_scanline * rowBytes;
            jpeg_read_scanlines(&info_, &row, 1);
        }
        jpeg_finish_decompress(&info_);
        return true;
    }

    [[nodiscard]] const jpeg_decompress_struct& info() const { return info_; }
    /// By the first Exif data; what else such markers hold (XMP, say) begins otherwise. To be asked before decode(), at
    /// whose end the markers are gone.
    [[nodiscard]] int orientation() const {
        for (const auto* marker = info_.marker_list; marker != nullptr; marker = marker->next) {
            const std::span data(marker->data, marker->data_length);
            if (data.size() > 6 && std::memcmp(data.data(), "Exif\0", 6) == 0)
                return exifOrientation(std::as_bytes(data));
        }
        return kUpright;
    }
    [[nodiscard]] bool isCmyk() const {
        return info_.jpeg_color_space == JCS_CMYK || info_.jpeg_color_space == JCS_YCCK;
    }
    [[noreturn]] void fail() const { throw ImageError(failure_.text.data()); }

private:
    static constexpr int kExifMarker = JPEG_APP0 + 1;
    static constexpr unsigned kLongestMarker = 0xffff;

    Failure failure_{};
    jpeg_decompress_struct info_{};
};

unsigned scaleFor(const jpeg_decompress_struct& info, std::int64_t neededSize) {
    const std::int64_t shortest = std::min(info.image_width, info.image_height);
    for (const unsigned scale : {8U, 4U, 2U})
        if (shortest / scale > 2 * neededSize) return scale;
    return 1;
}

/// Adobe's programs store ink's absence, the standard its presence.
Picture fromCmyk(const std::vector<std::uint8_t>& cmyk, Picture picture, bool inverted) {
    constexpr int full = 255;
    const auto light = [&](std::uint8_t ink) { return inverted ? ink : full - ink; };
    std::size_t target = 0;
    for (std::size_t pixel = 0; pixel < cmyk.size(); pixel += 4) {
        const int brightness = light(cmyk[pixel + 3]);
        for (std::size_t ink = 0; ink < 3; ++ink) {
            picture.rgb[target++] =
                static_cast<std::uint8_t>((light(cmyk[pixel + ink]) * brightness + full / 2) / full);
        }
    }
    return picture;
}

} // namespace

StoredPicture decodeJpeg(std::span<const std::byte> bytes, std::int64_t neededSize) {
    Decoder decoder;
    if (!decoder.readHeader(bytes)) decoder.fail();
    const int orientation = decoder.orientation();
    Picture::checkSize(decoder.info().image_width, decoder.info().image_height);
    if (!decoder.prepare(scaleFor(decoder.info(), neededSize))) decoder.fail();
    auto picture = Picture::ofSize(decoder.info().output_width, decoder.info().output_height);
    if (!decoder.isCmyk()) {
        if (!decoder.decode(picture.rgb.data())) decoder.fail();
        return {std::move(picture), orientation};
    }
    std::vector<std::uint8_t> cmyk(picture.rgb.size() / 3 * 4);
    if (!decoder.decode(cmyk.data())) decoder.fail();
    return {fromCmyk(cmyk, std::move(picture), decoder.info().saw_Adobe_marker != FALSE), orientation};
}

} // namespace lightcl
