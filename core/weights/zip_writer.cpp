#include "weights/zip_writer.h"

#include "base/atomic_file.h"
#include "base/error.h"
#include "weights/check_sum.h"
#include "weights/zip_layout.h"

#include <fmt/format.h>

namespace lightcl {

namespace {

constexpr std::uint64_t kAlignment = 64;
constexpr std::uint64_t kPaddingExtra = 0x4246; // "FB": what torch pads with

/// The lowest byte first; the field may be wider than the number.
void append(std::string& bytes, std::uint64_t number, std::size_t width) {
    for (std::size_t i = 0; i < width; ++i, number >>= 8) bytes += static_cast<char>(number & 0xffU);
}

/// The fields that local header and directory have in common, from the flags to the length of the name.
void appendCommon(std::string& bytes, std::uint32_t checkSum, std::uint64_t length, std::size_t nameLength) {
    append(bytes, 0, 4);           // no flags, not compressed
    append(bytes, 0x0021'0000, 4); // 1980-01-01 in the upper half, midnight in the lower
    append(bytes, checkSum, 4);
    append(bytes, length, 4);
    append(bytes, length, 4);
    append(bytes, nameLength, 2);
}

std::string localHeader(const std::string& name, std::uint64_t offset, std::uint32_t checkSum, std::uint64_t length) {
    const std::uint64_t start = offset + zip::kLocalHeaderBytes + name.size() + 4;
    const std::uint64_t padding = (kAlignment - start % kAlignment) % kAlignment;
    std::string bytes;
    append(bytes, zip::kLocalHeader, 4);
    append(bytes, 20, 2); // version 2.0 of the format
    appendCommon(bytes, checkSum, length, name.size());
    append(bytes, 4 + padding, 2);
    bytes += name;
    append(bytes, kPaddingExtra, 2);
    append(bytes, padding, 2);
    return bytes.append(padding, 'Z');
}

} // namespace

void ZipWriter::add(const std::string& name, std::span<const std::byte> content) {
    CheckSum sum;
    sum.add(content);
    Entry entry{name, localHeader(name, length_, sum.value(), content.size()), content, sum.value(), length_};
    length_ += entry.local.size() + content.size();
    entries_.push_back(std::move(entry));
}

std::string ZipWriter::directory() const {
    std::string bytes;
    for (const Entry& entry : entries_) {
        append(bytes, zip::kCentralHeader, 4);
        append(bytes, 20, 2); // made by, and needs, version 2.0
        append(bytes, 20, 2);
        appendCommon(bytes, entry.checkSum, entry.content.size(), entry.name.size());
        append(bytes, 0, 2 + 2 + 2 + 2 + 4); // extra, comment, disk, attributes
        append(bytes, entry.offset, 4);
        bytes += entry.name;
    }
    const std::size_t length = bytes.size();
    append(bytes, zip::kEnd, 4);
    append(bytes, 0, 4); // disks
    append(bytes, entries_.size(), 2);
    append(bytes, entries_.size(), 2);
    append(bytes, length, 4);
    append(bytes, length_, 4);
    append(bytes, 0, 2); // comment
    return bytes;
}

void ZipWriter::write(const std::filesystem::path& file) const {
    const std::string end = directory();
    if (length_ + end.size() >= zip::kInZip64 || entries_.size() >= 0xffff) {
        throw Error(fmt::format("{}: too long for a ZIP file; choose .safetensors", file.string()));
    }
    std::vector<std::span<const std::byte>> pieces;
    for (const Entry& entry : entries_) {
        pieces.push_back(std::as_bytes(std::span(entry.local)));
        pieces.push_back(entry.content);
    }
    pieces.push_back(std::as_bytes(std::span(end)));
    writeFileAtomically(file, pieces);
}

} // namespace lightcl
