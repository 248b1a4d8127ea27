#include "data/cifar_file.h"

#include "data/byte_source.h"
#include "data/labels.h"

#include <span>

namespace lightcl {

namespace {

constexpr std::int64_t kImageBytes = 3 * 32 * 32;

void readRecords(ByteSource& source, std::span<std::byte> images, std::span<std::int64_t> labels) {
    for (auto& label : labels) {
        std::byte stored{};
        source.read({&stored, 1});
        label = std::to_integer<std::int64_t>(stored);
        source.read(images.first(kImageBytes));
        images = images.subspan(kImageBytes);
    }
}

} // namespace

Split readCifarFiles(const std::vector<std::filesystem::path>& files, std::int64_t recordsPerFile,
                     std::int64_t classes) {
    const auto records = static_cast<std::int64_t>(files.size()) * recordsPerFile;
    Split split{torch::empty({records, 3, 32, 32}, torch::kUInt8), torch::empty({records}, torch::kInt64)};
    std::span images(static_cast<std::byte*>(split.images.data_ptr()), static_cast<std::size_t>(split.images.numel()));
    std::span labels(split.labels.data_ptr<std::int64_t>(), static_cast<std::size_t>(records));
    std::int64_t start = 0;
    for (const auto& file : files) {
        ByteSource source(file);
        source.expectTotal(static_cast<std::uint64_t>(recordsPerFile * (kImageBytes + 1)));
        readRecords(source, images.subspan(static_cast<std::size_t>(start * kImageBytes)),
                    labels.subspan(static_cast<std::size_t>(start), static_cast<std::size_t>(recordsPerFile)));
        source.expectEnd();
        checkLabels(file, split.labels.narrow(0, start, recordsPerFile), classes);
        start += recordsPerFile;
    }
    return split;
}

} // namespace lightcl
