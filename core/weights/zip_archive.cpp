#include "weights/zip_archive.h"

#include "base/error.h"
#include "text/printable.h"
#include "weights/byte_cursor.h"
#include "weights/check_sum.h"
#include "weights/zip_layout.h"

#include <algorithm>
#include <fmt/format.h>

namespace lightcl {

namespace {

constexpr const char* kDirectoryName = "the archive's directory";

/// Sizes and offset that did not fit into 32 bits, from the extra fields of an entry.
void readZip64Extra(std::span<const std::byte> extra, std::uint64_t& bytes, std::uint64_t& packed,
                    std::uint64_t& offset) {
    ByteCursor fields(extra, kDirectoryName);
    while (fields.remaining() >= 4) {
        const std::uint64_t id = fields.number(2);
        ByteCursor field(fields.take(fields.number(2)), kDirectoryName);
        if (id != zip::kZip64Extra) continue;
        for (auto* value : {&bytes, &packed, &offset}) {
            if (*value == zip::kInZip64) *value = field.number(8);
        }
    }
}

ZipArchive::Entry readEntry(ByteCursor& directory) {
    if (directory.number(4) != zip::kCentralHeader) throw InputError("the archive's directory is damaged");
    directory.take(4); // versions
    const std::uint64_t flags = directory.number(2);
    const std::uint64_t compression = directory.number(2);
    directory.take(4); // time and date
    ZipArchive::Entry entry;
    entry.checkSum = static_cast<std::uint32_t>(directory.number(4));
    std::uint64_t packed = directory.number(4);
    entry.bytes = directory.number(4);
    const std::uint64_t nameLength = directory.number(2);
    const std::uint64_t extraLength = directory.number(2);
    const std::uint64_t commentLength = directory.number(2);
    directory.take(8); // disk and attributes
    entry.offset = directory.number(4);
    entry.name = directory.text(nameLength);
    readZip64Extra(directory.take(extraLength), entry.bytes, packed, entry.offset);
    directory.take(commentLength);
    entry.stored = (flags & 1U) == 0 && compression == 0 && packed == entry.bytes;
    if (!entry.stored) entry.bytes = packed;
    return entry;
}

} // namespace

ZipArchive::ZipArchive(const std::filesystem::path& file) : reader_(file) {
    try {
        readEntries(findDirectory());
    } catch (const InputError& error) {
        const std::string message = error.what();
        if (message.starts_with(file.string() + ": ")) throw;
        fail(message);
    }
}

const ZipArchive::Entry* ZipArchive::find(std::string_view name) const {
    const auto found = places_.find(name);
    return found == places_.end() ? nullptr : &entries_[found->second];
}

std::vector<std::byte> ZipArchive::bytesAt(std::uint64_t offset, std::uint64_t length) {
    if (offset > reader_.size() || length > reader_.size() - offset) fail("the archive is cut short or damaged");
    std::vector<std::byte> bytes(length);
    reader_.readAt(offset, bytes);
    return bytes;
}

/// The end record stands last, but for a comment of at most 65,535 bytes.
ZipArchive::Directory ZipArchive::findDirectory() {
    const std::uint64_t length = std::min<std::uint64_t>(reader_.size(), zip::kEndBytes + 65'535);
    const std::uint64_t start = reader_.size() - length;
    const std::vector<std::byte> tail = bytesAt(start, length);
    for (std::size_t place = length < zip::kEndBytes ? 0 : length - zip::kEndBytes + 1; place-- > 0;) {
        ByteCursor end({tail.data() + place, length - place}, kDirectoryName);
        if (end.number(4) != zip::kEnd) continue;
        end.take(6); // disks, and the entries on this one
        Directory directory;
        directory.entries = end.number(2);
        directory.bytes = end.number(4);
        directory.offset = end.number(4);
        if (end.number(2) != end.remaining()) continue;
        if (start + place < zip::kZip64LocatorBytes) return directory;
        return readZip64End(start + place - zip::kZip64LocatorBytes, directory);
    }
    fail("expected the directory of a ZIP archive at its end, found none (the file is cut short)");
}

ZipArchive::Directory ZipArchive::readZip64End(std::uint64_t locator, const Directory& plain) {
    const std::vector<std::byte> bytes = bytesAt(locator, zip::kZip64LocatorBytes);
    ByteCursor fields(bytes, kDirectoryName);
    if (fields.number(4) != zip::kZip64Locator) return plain;
    fields.take(4); // disk
    const std::vector<std::byte> record = bytesAt(fields.number(8), zip::kZip64EndBytes);
    ByteCursor end(record, kDirectoryName);
    if (end.number(4) != zip::kZip64End) fail("the archive's directory is damaged");
    end.take(28); // its length, versions, disks, and the entries on this one
    Directory directory;
    directory.entries = end.number(8);
    directory.bytes = end.number(8);
    directory.offset = end.number(8);
    return directory;
}

void ZipArchive::readEntries(const Directory& directory) {
    const std::vector<std::byte> bytes = bytesAt(directory.offset, directory.bytes);
    ByteCursor cursor(bytes, kDirectoryName);
    std::uint64_t total = 0;
    for (std::uint64_t index = 0; index < directory.entries; ++index) {
        Entry entry = readEntry(cursor);
        // Entries that share bytes could make a small file fill the memory.
        if (entry.bytes > reader_.size() - total) fail("the archive's entries are larger than the file");
        total += entry.bytes;
        if (!places_.emplace(entry.name, entries_.size()).second)
            fail(fmt::format("{}: found twice", printable(entry.name)));
        entries_.push_back(std::move(entry));
    }
}

std::vector<std::byte> ZipArchive::read(const Entry& entry) {
    if (!entry.stored) {
        fail(fmt::format("{}: expected an entry that is neither compressed nor encrypted", printable(entry.name)));
    }
    const std::vector<std::byte> local = bytesAt(entry.offset, zip::kLocalHeaderBytes);
    ByteCursor header(local, entry.name);
    if (header.number(4) != zip::kLocalHeader) fail(fmt::format("{}: the entry is damaged", printable(entry.name)));
    header.take(22);
    const std::uint64_t nameLength = header.number(2);
    const std::uint64_t extraLength = header.number(2);
    std::vector<std::byte> content =
        bytesAt(entry.offset + zip::kLocalHeaderBytes + nameLength + extraLength, entry.bytes);
    CheckSum sum;
    sum.add(content);
    if (sum.value() == entry.checkSum) return content;
    fail(fmt::format("{}: check sum: expected {:08x}, found {} (the file is damaged)", printable(entry.name),
                     entry.checkSum, sum.text()));
}

} // namespace lightcl
