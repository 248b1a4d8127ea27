#include "weights/weights_file.h"

#include "weights/file_kind.h"
#include "weights/legacy_torch_reader.h"
#include "weights/safetensors_reader.h"
#include "weights/torch_file_reader.h"

#include <algorithm>
#include <fmt/format.h>

namespace lightcl {

namespace {

WeightsFile readSafetensors(const std::filesystem::path& file) {
    SafetensorsReader reader(file);
    WeightsFile content{"safetensors", reader.header().metadata, {}, {}};
    for (const TensorEntry& entry : reader.header().tensors) {
        std::vector<std::byte> values(entry.end - entry.begin);
        reader.read(values);
        const bool foreign = entry.type == ElementType::Foreign;
        auto storage = foreign ? nullptr : std::make_shared<const std::vector<std::byte>>(std::move(values));
        content.tensors.push_back({entry.name, entry.type, entry.shape, contiguousStrides(entry.shape), 0,
                                   std::move(storage), entry.foreignType});
    }
    reader.finish();
    return content;
}

/// Long enough for the mark of a tar archive.
constexpr std::size_t kStartBytes = 512;

std::string startOf(FileReader& reader) {
    std::string start(std::min<std::uint64_t>(reader.size(), kStartBytes), '\0');
    reader.read(std::as_writable_bytes(std::span(start)));
    return start;
}

} // namespace

WeightsFile readWeightsFile(const std::filesystem::path& file) {
    FileReader reader(file);
    const std::string start = startOf(reader);
    if (start.starts_with(kLegacyTorchStart)) return readLegacyTorchFile(file);
    if (start.starts_with("PK\x03\x04")) return readTorchFile(file);
    const std::string kind = foreignFileKind(start);
    if (!kind.empty()) reader.fail(fmt::format("expected a safetensors file or one of torch.save, found {}", kind));
    return readSafetensors(file);
}

} // namespace lightcl
