#include "data/cifar_file.h"

#include "data/byte_source.h"
#include "data/labels.h"

#include <span>

namespace lightcl {

namespace {

constexpr std::int64_t kImageBytes = 3 * 32 * 32;

void readRecords(ByteSource& source, std::size_t labelBytes, std::span<std::byte> images,
                 std::span<std::int64_t> labels) {
    std::vector<std::byte> stored(labelBytes);
    for (auto& label : labels) {
        source.read(stored);
        label = std::to_integer<std::int64_t>(stored.back());
        source.read(images.first(kImageBytes));
        images = images.subspan(kImageBytes);
    }
}

} // namespace

Split readCifarFiles(const std::vector<std::filesystem::path>& files, const CifarFormat& format) {
    const auto records = static_cast<std::int64_t>(files.size()) * format.records;
    Split split{torch::empty({records, 3, 32, 32}, torch::kUInt8), torch::empty({records}, torch::kInt64)};
    std::span images(static_cast<std::byte*>(split.images.data_ptr()), static_cast<std::size_t>(split.images.numel()));
    std::span labels(split.labels.data_ptr<std::int64_t>(), static_cast<std::size_t>(records));
    std::int64_t start = 0;
    for (const auto& file : files) {
        ByteSource source(file);
        source.expectTotal(static_cast<std::uint64_t>(format.records * (kImageBytes + format.labelBytes)));
        readRecords(source, static_cast<std::size_t>(format.labelBytes),
                    images.subspan(static_cast<std::size_t>(start * kImageBytes)),
                    labels.subspan(static_cast<std::size_t>(start), static_cast<std::size_t>(format.records)));
        source.expectEnd();
        checkLabels(file, split.labels.narrow(0, start, format.records), format.classes);
        start += format.records;
    }
    return split;
}

} // namespace lightcl
