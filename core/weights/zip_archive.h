#pragma once

#include "weights/file_reader.h"

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace lightcl {

/// A ZIP file (ZIP64 as well) whose entries are stored uncompressed, as torch.save writes them. Throws InputError, one
/// line that names the file, when it is cut short, contradicts itself, or an entry that is read is compressed or
/// encrypted (as the code beside a scripted module's tensors is). No entry can make it allocate more than the file is
/// long.
class ZipArchive {
public:
    struct Entry {
        std::string name;
        std::uint64_t offset = 0;   ///< of its local header
        std::uint64_t bytes = 0;    ///< as they lie in the file
        std::uint32_t checkSum = 0; ///< CRC-32
        bool stored = true;         ///< neither compressed nor encrypted, so that it can be read
    };

    /// Reads the directory at the file's end.
    explicit ZipArchive(const std::filesystem::path& file);

    [[nodiscard]] const std::vector<Entry>& entries() const { return entries_; }
    /// Null when there is none of that name.
    [[nodiscard]] const Entry* find(std::string_view name) const;
    /// Its content, whose check sum is right.
    [[nodiscard]] std::vector<std::byte> read(const Entry& entry);

    [[noreturn]] void fail(std::string_view message) const { reader_.fail(message); }

private:
    struct Directory {
        std::uint64_t offset = 0;
        std::uint64_t bytes = 0;
        std::uint64_t entries = 0;
    };

    Directory findDirectory();
    Directory readZip64End(std::uint64_t locator, const Directory& plain);
    void readEntries(const Directory& directory);
    std::vector<std::byte> bytesAt(std::uint64_t offset, std::uint64_t length);

    FileReader reader_;
    std::vector<Entry> entries_;
    std::map<std::string, std::size_t, std::less<>> places_; ///< in entries_, by name
};

} // namespace lightcl
