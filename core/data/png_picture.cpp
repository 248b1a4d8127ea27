#include "data/png_picture.h"

#include "data/orientation.h"

#include <array>
#include <csetjmp>
#include <cstring>
#include <utility>
#include <vector>

#include <png.h>

namespace lightcl {

namespace {

/// Wraps libpng, whose errors leap over whatever lies between: the functions that set the place to leap to hold nothing
/// that would have to be destroyed.
class PngReader {
public:
    explicit PngReader(std::span<const std::byte> bytes) : left_(bytes) {}
    ~PngReader() { png_destroy_read_struct(&png_, &info_, nullptr); }
    PngReader(const PngReader&) = delete;
    PngReader& operator=(const PngReader&) = delete;

    [[nodiscard]] bool readHeader() {
        if (setjmp(place_) != 0) return false;
        png_ = png_create_read_struct(PNG_LIBPNG_VER_STRING, this, leap, ignore);
        info_ = png_ != nullptr ? png_create_info_struct(png_) : nullptr;
        if (info_ == nullptr) return false;
        png_set_read_fn(png_, this, read);
        // Of what stands beside the pixels only this is asked for, and so only this can be damaged.
        png_set_keep_unknown_chunks(png_, PNG_HANDLE_CHUNK_NEVER, nullptr, -1);
        png_set_keep_unknown_chunks(png_, PNG_HANDLE_CHUNK_AS_DEFAULT, reinterpret_cast<png_const_bytep>("eXIf"), 1);
        png_read_info(png_, info_);
        return true;
    }

    /// Into rows of three bytes a pixel.
    [[nodiscard]] bool readPixels(png_bytepp rows) {
        if (setjmp(place_) != 0) return false;
        png_set_scale_16(png_);
        png_set_expand(png_);
        png_set_gray_to_rgb(png_);
        png_set_strip_alpha(png_);
        png_set_interlace_handling(png_);
        png_read_update_info(png_, info_);
        if (png_get_rowbytes(png_, info_) != std::size_t{3} * width()) png_error(png_, "rows of an unexpected length");
        png_read_image(png_, rows);
        return true;
    }

    /// What follows the pixels; it may be damaged, for they are whole.
    void readRest() {
        if (setjmp(place_) != 0) return;
        png_read_end(png_, info_);
    }

    [[nodiscard]] png_uint_32 width() const { return png_get_image_width(png_, info_); }
    [[nodiscard]] png_uint_32 height() const { return png_get_image_height(png_, info_); }

    [[nodiscard]] int orientation() const {
        png_uint_32 size = 0;
        png_bytep exif = nullptr;
        if (png_get_eXIf_1(png_, info_, &size, &exif) == 0) return kUpright;
        return exifOrientation(std::as_bytes(std::span(exif, size)));
    }

    [[noreturn]] void fail() const { throw ImageError(text_.front() != '\0' ? text_.data() : "out of memory"); }

private:
    [[noreturn]] static void leap(png_structp png, png_const_charp text) {
        auto* reader = static_cast<PngReader*>(png_get_error_ptr(png));
        std::strncpy(reader->text_.data(), text, reader->text_.size() - 1);
        std::longjmp(reader->place_, 1);
    }

    static void ignore(png_structp /*png*/, png_const_charp /*text*/) {}

    static void read(png_structp png, png_bytep target, std::size_t count) {
        auto* reader = static_cast<PngReader*>(png_get_io_ptr(png));
        if (count > reader->left_.size()) png_error(png, "the file is cut short");
        std::memcpy(target, reader->left_.data(), count);
        reader->left_ = reader->left_.subspan(count);
    }

    std::span<const std::byte> left_;
    png_structp png_ = nullptr;
    png_infop info_ = nullptr;
    std::jmp_buf place_{};
    std::array<char, 200> text_{};
};

} // namespace

StoredPicture decodePng(std::span<const std::byte> bytes) {
    PngReader reader(bytes);
    if (!reader.readHeader()) reader.fail();
    auto picture = Picture::ofSize(reader.width(), reader.height());
    const std::size_t rowBytes = picture.rgb.size() / static_cast<std::size_t>(picture.height);
    std::vector<png_bytep> rows;
    rows.reserve(static_cast<std::size_t>(picture.height));
    for (std::size_t start = 0; start < picture.rgb.size(); start += rowBytes) rows.push_back(&picture.rgb[start]);
    if (!reader.readPixels(rows.data())) reader.fail();
    reader.readRest();
    return {std::move(picture), reader.orientation()};
}

} // namespace lightcl
