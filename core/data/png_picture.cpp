#include "data/png_picture.h"

#include <png.h>

namespace lightcl {

namespace {

/// libpng's image, freed whatever happens.
class PngImage {
public:
    PngImage() { image_.version = PNG_IMAGE_VERSION; }
    ~PngImage() { png_image_free(&image_); }
    PngImage(const PngImage&) = delete;
    PngImage& operator=(const PngImage&) = delete;

    void readHeader(std::span<const std::byte> bytes) {
        if (png_image_begin_read_from_memory(&image_, bytes.data(), bytes.size()) == 0) fail();
    }

    [[nodiscard]] Picture read() {
        auto picture = Picture::ofSize(image_.width, image_.height);
        image_.format = PNG_FORMAT_RGB;
        const png_color black{};
        if (png_image_finish_read(&image_, &black, picture.rgb.data(), 0, nullptr) == 0) fail();
        return picture;
    }

private:
    [[noreturn]] void fail() const { throw ImageError(image_.message); }

    png_image image_{};
};

} // namespace

Picture decodePng(std::span<const std::byte> bytes) {
    PngImage image;
    image.readHeader(bytes);
    return image.read();
}

} // namespace lightcl
