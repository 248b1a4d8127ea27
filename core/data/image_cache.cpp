#include "data/image_cache.h"

#include "base/atomic_file.h"
#include "base/error.h"
#include "data/mapped_file.h"
#include "data/picture.h"
#include "libtorch/torch.h"
#include "weights/check_sum.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>
#include <fmt/format.h>

namespace lightcl {

namespace fs = std::filesystem;

namespace {

/// A file of another kind, or of a machine with another order of bytes, begins otherwise. To be changed with the layout
/// of the file or the way images are decoded.
constexpr std::uint64_t kMagic = 0x32'30'47'4d'49'4c'43'4c; // "LCLIMG02"
constexpr std::int64_t kMostImages = std::int64_t{1} << 31;

using Bytes = std::span<const std::byte>;

/// The file: this, the labels (int64), the images.
struct Header {
    std::uint64_t magic = kMagic;
    std::array<char, 40> digest{};
    std::int64_t count = 0;
    std::int64_t train = 0;
    std::int64_t leftOut = 0;
    std::int64_t size = 0;
    std::uint32_t valuesCheck = 0; ///< CRC-32 of all that follows the header
    std::uint32_t headerCheck = 0; ///< CRC-32 of the header up to here
};
static_assert(std::has_unique_object_representations_v<Header>, "padding would be written");

std::uint32_t ownCheck(const Header& header) {
    CheckSum sum;
    sum.add(std::as_bytes(std::span(&header, 1)).first(offsetof(Header, headerCheck)));
    return sum.value();
}

/// Of what follows the header, piece by piece, so that memory never holds the whole file on this account.
std::uint32_t valuesCheckOf(const MappedFile& mapped) {
    constexpr std::size_t piece = std::size_t{8} << 20;
    const Bytes all = mapped.bytes();
    CheckSum sum;
    for (std::size_t start = 0; start < all.size(); start += piece) {
        const auto end = std::min(start + piece, all.size());
        const auto first = std::max(start, sizeof(Header));
        sum.add(all.subspan(first, end - first));
        mapped.release(start, end - start);
    }
    return sum.value();
}

template <typename Value>
Bytes bytesOf(const torch::Tensor& tensor) {
    return std::as_bytes(std::span(tensor.data_ptr<Value>(), static_cast<std::size_t>(tensor.numel())));
}

/// The text that stands for one image in the digest.
std::string fingerprint(const fs::path& root, const ImageEntry& entry) {
    std::error_code error;
    const fs::path file = root / entry.path;
    const auto length = fs::file_size(file, error);
    if (error) return fmt::format("{}\t{}\tunreadable\n", entry.path, entry.label);
    const auto changed = fs::last_write_time(file, error).time_since_epoch().count();
    return fmt::format("{}\t{}\t{}\t{}\n", entry.path, entry.label, length, changed);
}

std::string_view nameOf(ImageFit fit) {
    if (fit == ImageFit::Crop) return "-crop";
    return fit == ImageFit::Pad ? "-pad" : "";
}

/// "-pad-unturned": what the look says, but for its size and what it says where nobody asks for something else.
std::string nameOf(const ImageLook& look) {
    return fmt::format("{}{}", nameOf(look.fit), look.upright ? "" : "-unturned");
}

fs::path cacheFile(const fs::path& folder, const ImageList& list, const ImageLook& look) {
    if (folder.empty()) return {};
    std::error_code ignored;
    const auto root = fs::weakly_canonical(list.root, ignored).string();
    return folder / fmt::format("{}-{}px{}.images", c10::sha1(root).str().substr(0, 16), look.size, nameOf(look));
}

} // namespace

std::string digestOf(const ImageList& list, const ImageLook& look) {
    std::string text = fmt::format("{}\n{} pixels{}\n", kMagic, look.size, nameOf(look));
    for (const auto* split : {&list.train, &list.test}) {
        text += fmt::format("{} images\n", split->size());
        for (const auto& entry : *split) text += fingerprint(list.root, entry);
    }
    return c10::sha1(text).str();
}

ImageCache::ImageCache(const fs::path& folder, const ImageList& list, const ImageLook& look)
    : file_(cacheFile(folder, list, look)), size_(look.size), digest_(digestOf(list, look)) {}

std::optional<ImageSet> ImageCache::load() const {
    const auto mapped = MappedFile::open(file_);
    if (!mapped || mapped->bytes().size() < sizeof(Header)) return std::nullopt;
    Header header;
    std::memcpy(&header, mapped->bytes().data(), sizeof header);
    const bool ours = header.magic == kMagic && header.headerCheck == ownCheck(header) && header.size == size_ &&
                      std::equal(header.digest.begin(), header.digest.end(), digest_.begin(), digest_.end());
    if (!ours || header.count < 0 || header.count > kMostImages) return std::nullopt;
    const std::array<std::int64_t, 4> shape = {header.count, Picture::kChannels, size_, size_};
    const auto labelBytes = static_cast<std::size_t>(header.count) * sizeof(std::int64_t);
    const auto imageBytes = static_cast<std::size_t>(c10::multiply_integers(shape));
    const auto values = mapped->bytes().subspan(sizeof header);
    if (values.size() != labelBytes + imageBytes || valuesCheckOf(*mapped) != header.valuesCheck) return std::nullopt;
    return ImageSet{torch::from_blob(
                        values.data() + labelBytes, shape, [mapped](void*) {}, torch::kUInt8),
                    torch::from_blob(values.data(), {header.count}, torch::kInt64).clone(), header.train,
                    header.leftOut, header.valuesCheck};
}

void ImageCache::store(const ImageSet& set) const {
    if (file_.empty()) return;
    Header header;
    std::copy(digest_.begin(), digest_.end(), header.digest.begin());
    header.count = set.labels.size(0);
    header.train = set.train;
    header.leftOut = set.leftOut;
    header.size = size_;
    const auto labels = bytesOf<std::int64_t>(set.labels);
    const auto images = bytesOf<std::uint8_t>(set.images);
    header.valuesCheck = checkOf(set);
    header.headerCheck = ownCheck(header);
    try {
        std::error_code ignored; // if it is missing, writing fails
        fs::create_directories(file_.parent_path(), ignored);
        writeFileAtomically(file_, std::array{std::as_bytes(std::span(&header, 1)), labels, images});
    } catch (const Error&) {
        // A cache that cannot be written costs time at the next start, nothing else.
    }
}

} // namespace lightcl
