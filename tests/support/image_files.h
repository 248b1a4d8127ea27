#pragma once

#include <cstdint>
#include <cstdio> // jpeglib.h needs it first
#include <cstdlib>
#include <filesystem>
#include <jpeglib.h>
#include <png.h>
#include <stdexcept>
#include <string>
#include <vector>

namespace lightcl::test {

/// Pixels with their values one after the other; `channels` 1 is grey, 3 colour, 4 CMYK (JPEG) or with alpha (PNG).
struct Pixels {
    unsigned width = 0;
    unsigned height = 0;
    int channels = 3;
    std::vector<std::uint8_t> values;
};

/// All pixels of one colour.
inline Pixels plain(unsigned width, unsigned height, const std::vector<std::uint8_t>& color) {
    Pixels pixels{width, height, static_cast<int>(color.size()), {}};
    for (unsigned i = 0; i < width * height; ++i) pixels.values.insert(pixels.values.end(), color.begin(), color.end());
    return pixels;
}

/// The bytes of a JPEG file of the highest quality.
inline std::string jpegBytes(const Pixels& pixels) {
    jpeg_compress_struct info{};
    jpeg_error_mgr errors{};
    info.err = jpeg_std_error(&errors);
    jpeg_create_compress(&info);
    unsigned char* memory = nullptr;
    unsigned long size = 0; // NOLINT(google-runtime-int): libjpeg's type
    jpeg_mem_dest(&info, &memory, &size);
    info.image_width = pixels.width;
    info.image_height = pixels.height;
    info.input_components = pixels.channels;
    info.in_color_space = pixels.channels == 1 ? JCS_GRAYSCALE : pixels.channels == 3 ? JCS_RGB : JCS_CMYK;
    jpeg_set_defaults(&info);
    jpeg_set_quality(&info, 100, TRUE);
    info.comp_info[0].h_samp_factor = info.comp_info[0].v_samp_factor = 1; // colours as sharp as brightness
    jpeg_start_compress(&info, TRUE);
    while (info.next_scanline < info.image_height) {
        const std::size_t start =
            std::size_t{info.next_scanline} * pixels.width * static_cast<unsigned>(pixels.channels);
        auto* row = const_cast<JSAMPROW>(pixels.values.data() + start);
        jpeg_write_scanlines(&info, &row, 1);
    }
    jpeg_finish_compress(&info);
    std::string bytes(reinterpret_cast<char*>(memory), size);
    jpeg_destroy_compress(&info);
    std::free(memory); // NOLINT: libjpeg allocated it
    return bytes;
}

/// The bytes of a PNG file; 16 bits a channel take `values` two by two.
inline std::string pngBytes(const Pixels& pixels) {
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = pixels.width;
    image.height = pixels.height;
    image.format = pixels.channels == 1 ? PNG_FORMAT_GRAY : pixels.channels == 3 ? PNG_FORMAT_RGB : PNG_FORMAT_RGBA;
    std::string bytes(PNG_IMAGE_PNG_SIZE_MAX(image), '\0');
    png_alloc_size_t size = bytes.size();
    if (png_image_write_to_memory(&image, bytes.data(), &size, 0, pixels.values.data(), 0, nullptr) == 0)
        throw std::runtime_error(image.message);
    bytes.resize(size);
    return bytes;
}

} // namespace lightcl::test
