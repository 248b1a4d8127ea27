#include "weights/weights_file.h"

#include "weights/safetensors_reader.h"
#include "weights/torch_file_reader.h"

#include <algorithm>
#include <array>

namespace lightcl {

namespace {

WeightsFile readSafetensors(const std::filesystem::path& file) {
    SafetensorsReader reader(file);
    WeightsFile content{"safetensors", reader.header().metadata, {}};
    for (const TensorEntry& entry : reader.header().tensors) {
        std::vector<std::byte> values(entry.end - entry.begin);
        reader.read(values);
        content.tensors.push_back({entry.name, entry.type, entry.shape, contiguousStrides(entry.shape), 0,
                                   std::make_shared<const std::vector<std::byte>>(std::move(values))});
    }
    reader.finish();
    return content;
}

/// The start of what torch.save wrote before release 1.6: a pickle of a number that marks it.
constexpr std::string_view kOldTorchFormat = "\x80\x02\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19";

} // namespace

WeightsFile readWeightsFile(const std::filesystem::path& file) {
    FileReader reader(file);
    std::array<char, kOldTorchFormat.size()> start{};
    const std::size_t length = std::min<std::uint64_t>(reader.size(), start.size());
    reader.read(std::as_writable_bytes(std::span(start)).first(length));
    const std::string_view text(start.data(), length);
    if (text == kOldTorchFormat) {
        reader.fail("expected the ZIP format of torch.save, found that of before release 1.6; load and save it anew");
    }
    return text.starts_with("PK\x03\x04") ? readTorchFile(file) : readSafetensors(file);
}

} // namespace lightcl
