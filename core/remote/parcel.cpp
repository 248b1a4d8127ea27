#include "remote/parcel.h"

#include "base/descriptor.h"
#include "base/sha1.h"
#include "places/dataset_finder.h"
#include "text/printable.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <system_error>

namespace lightcl {

namespace fs = std::filesystem;

namespace {

std::string hexadecimal(const std::array<std::uint8_t, 20>& digest) {
    std::string text;
    for (const std::uint8_t byte : digest) text += fmt::format("{:02x}", byte);
    return text;
}

[[noreturn]] void failReading(const fs::path& file) {
    throw InputError(fmt::format("{}: cannot be read: {}", file.string(), std::strerror(errno)));
}

ParcelFile parcelFile(const fs::path& root, const std::string& name) {
    const fs::path path = root / name;
    if (name.find_first_of("\n\r\\") != std::string::npos)
        throw InputError(
            fmt::format("{}: expected a file name without line breaks and backslashes", printable(path.string())));
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    struct stat status {};
    if (!file.isOpen() || ::fstat(file.get(), &status) != 0) failReading(path);
    const auto size = static_cast<std::size_t>(status.st_size);
    if (size == 0) return {name, 0, hexadecimal(sha1({}))};
    void* content = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file.get(), 0);
    if (content == MAP_FAILED) failReading(path);
    const std::string digest = hexadecimal(sha1({static_cast<const std::byte*>(content), size}));
    ::munmap(content, size);
    return {name, static_cast<std::int64_t>(size), digest};
}

/// The names of all files below, links followed.
void addNames(std::vector<std::string>& names, const fs::path& root, const fs::path& below) {
    std::error_code error;
    if (!fs::is_directory(root / below, error)) {
        names.push_back(below.string());
        return;
    }
    const auto options = fs::directory_options::follow_directory_symlink;
    for (fs::recursive_directory_iterator entry(root / below, options, error), end; !error && entry != end;
         entry.increment(error)) {
        std::error_code ignored;
        if (entry->is_regular_file(ignored)) names.push_back(entry->path().lexically_relative(root).string());
    }
    if (error) throw InputError(fmt::format("{}: cannot be read: {}", (root / below).string(), error.message()));
}

Parcel parcelOf(std::string title, const fs::path& root, std::vector<std::string> names) {
    std::sort(names.begin(), names.end());
    Parcel parcel{std::move(title), root, {}, {}};
    std::string text;
    for (const std::string& name : names) {
        parcel.files.push_back(parcelFile(root, name));
        text += fmt::format("{}  {}\n", parcel.files.back().sha1, name);
    }
    parcel.digest = hexadecimal(sha1(std::as_bytes(std::span(text))));
    return parcel;
}

} // namespace

std::int64_t Parcel::bytes() const {
    std::int64_t sum = 0;
    for (const ParcelFile& file : files) sum += file.bytes;
    return sum;
}

Parcel datasetParcel(const DatasetInfo& info, const fs::path& folder) {
    const fs::path root = fs::absolute(folder);
    std::vector<std::string> names;
    if (info.files.empty()) addNames(names, root, "");
    for (const std::string& name : info.files)
        if (const auto file = findDatasetFile(root, name)) addNames(names, root, file->lexically_relative(root));
    return parcelOf(info.name, root, std::move(names));
}

Parcel fileParcel(const fs::path& file) {
    const fs::path whole = fs::absolute(file);
    return parcelOf(whole.filename().string(), whole.parent_path(), {whole.filename().string()});
}

} // namespace lightcl
