#include "data/augmentation.h"

#include <algorithm>

namespace lightcl {

namespace {

/// What one image's draws decided.
struct Variation {
    std::int64_t down = 0;  ///< rows that the crop starts below the image's first; negative: in the margin above
    std::int64_t right = 0; ///< columns, likewise
    bool mirror = false;
};

Variation draw(const Augmentation& how, RandomStream& random) {
    Variation variation;
    if (how.cropPadding > 0) {
        const auto places = static_cast<std::uint64_t>(2 * how.cropPadding + 1);
        variation.down = static_cast<std::int64_t>(random.below(places)) - how.cropPadding;
        variation.right = static_cast<std::int64_t>(random.below(places)) - how.cropPadding;
    }
    if (how.flip) variation.mirror = random.below(2) == 1;
    return variation;
}

/// Columns first … last-1 of the crop lie on the image; the others are margin.
void varyRow(const std::uint8_t* source, std::uint8_t* target, std::int64_t width, const Variation& variation) {
    const std::int64_t first = std::clamp<std::int64_t>(-variation.right, 0, width);
    const std::int64_t last = std::clamp<std::int64_t>(width - variation.right, first, width);
    const std::uint8_t* from = source + first + variation.right;
    const std::int64_t count = last - first;
    const std::int64_t start = variation.mirror ? width - last : first;
    std::fill_n(target, start, std::uint8_t{0});
    std::fill(target + start + count, target + width, std::uint8_t{0});
    if (count == 0) return;
    if (variation.mirror) {
        std::reverse_copy(from, from + count, target + start);
    } else {
        std::copy_n(from, count, target + start);
    }
}

void varyPlane(const std::uint8_t* source, std::uint8_t* target, Shape shape, const Variation& variation) {
    for (std::int64_t row = 0; row < shape.height; ++row, target += shape.width) {
        const std::int64_t from = row + variation.down;
        if (from < 0 || from >= shape.height) {
            std::fill_n(target, shape.width, std::uint8_t{0});
        } else {
            varyRow(source + from * shape.width, target, shape.width, variation);
        }
    }
}

} // namespace

void augment(const std::uint8_t* source, std::uint8_t* target, Shape shape, const Augmentation& how,
             RandomStream& random) {
    const Variation variation = draw(how, random);
    const std::int64_t pixels = shape.height * shape.width;
    for (std::int64_t channel = 0; channel < shape.channels; ++channel) {
        varyPlane(source + channel * pixels, target + channel * pixels, shape, variation);
    }
}

torch::Tensor augmented(const torch::Tensor& images, const Augmentation& how, RandomStream& random) {
    if (!how.any()) return images;
    const torch::Tensor stored = images.contiguous();
    torch::Tensor result = torch::empty(stored.sizes(), stored.options());
    const Shape shape{stored.size(1), stored.size(2), stored.size(3)};
    const auto* source = stored.data_ptr<std::uint8_t>();
    auto* target = result.data_ptr<std::uint8_t>();
    for (std::int64_t image = 0; image < stored.size(0); ++image) {
        const std::int64_t first = image * shape.elements();
        augment(source + first, target + first, shape, how, random);
    }
    return result;
}

} // namespace lightcl
