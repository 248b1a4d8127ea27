#pragma once

#include "figures/run_record.h"
#include "text/table.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace lightcl {

/// The images of a replay buffer, as stored: `pixels` are uint8 [images, channels, height, width].
struct BufferImages {
    std::int64_t channels = 0;
    std::int64_t height = 0;
    std::int64_t width = 0;
    std::vector<std::uint8_t> pixels;
    std::vector<std::int64_t> labels;

    [[nodiscard]] std::size_t count() const { return labels.size(); }
    /// Planes of one image, one a channel.
    [[nodiscard]] std::span<const std::uint8_t> image(std::size_t index) const;
};

/// What a run's checkpoint after a task holds of its method, as far as there are pictures of it.
struct KeptState {
    RunPosition at;
    std::optional<BufferImages> buffer; ///< none: the method keeps no images
    std::int64_t storedActivations = 0; ///< samples kept as activations instead
};

/// A class's images in the buffer, by their place there.
struct BufferClass {
    std::int64_t label = 0;
    std::string name; ///< or the label where names are not known
    int task = 0;     ///< that brings the class; 0: not known
    std::vector<std::size_t> images;
};

/// Every class of the tasks met so far, in the order they come, with those without any image; then those that are not
/// known of a task.
std::vector<BufferClass> bufferClasses(const RunRecord& run, const KeptState& state);

/// "15 images of 6 classes, 1 to 4 each; none of sandal".
std::string bufferSentence(const std::vector<BufferClass>& classes);

/// A row for each class: after_task, class, name, task, images.
Table bufferTable(const KeptState& state, const std::vector<BufferClass>& classes);

} // namespace lightcl
