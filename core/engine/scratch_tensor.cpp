#include "engine/scratch_tensor.h"

#include "base/error.h"
#include "base/units.h"

#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <fmt/format.h>
#include <sys/mman.h>
#include <unistd.h>

namespace lightcl {

namespace {

/// A file without a name, for its lifetime.
class NamelessFile {
public:
    explicit NamelessFile(const std::filesystem::path& folder) {
        std::string name = (folder / "lightcl-XXXXXX").string();
        number_ = ::mkostemp(name.data(), O_CLOEXEC);
        if (number_ >= 0) ::unlink(name.c_str());
    }
    ~NamelessFile() {
        if (number_ >= 0) ::close(number_);
    }
    NamelessFile(const NamelessFile&) = delete;
    NamelessFile& operator=(const NamelessFile&) = delete;

    /// Memory that is the file's content; null, with errno set, when there is no room.
    [[nodiscard]] void* map(std::size_t bytes) const {
        if (number_ < 0) return nullptr;
        // A file with holes would end the process at the first write that finds the disk full.
        errno = ::posix_fallocate(number_, 0, static_cast<off_t>(bytes));
        if (errno != 0) return nullptr;
        void* memory = ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, number_, 0);
        return memory == MAP_FAILED ? nullptr : memory;
    }

private:
    int number_ = -1;
};

std::filesystem::path scratchFolder() {
    std::error_code missing;
    std::filesystem::path folder = std::filesystem::temp_directory_path(missing);
    if (!missing) return folder;
    const char* wanted = std::getenv("TMPDIR");
    throw Error(fmt::format("{}: expected a folder for temporary files (TMPDIR): {}", wanted ? wanted : "/tmp",
                            missing.message()));
}

} // namespace

torch::Tensor scratchTensor(const std::vector<std::int64_t>& sizes, torch::ScalarType type) {
    std::size_t bytes = c10::elementSize(type);
    for (const std::int64_t size : sizes) bytes *= static_cast<std::size_t>(size);
    if (bytes == 0) return torch::zeros(sizes, type);
    const std::filesystem::path folder = scratchFolder();
    const NamelessFile file(folder);
    void* memory = file.map(bytes);
    if (!memory) {
        throw Error(fmt::format("{}: expected room for a file of {}: {} (TMPDIR names another folder)", folder.string(),
                                formatBytes(static_cast<std::int64_t>(bytes)), std::strerror(errno)));
    }
    return torch::from_blob(
        memory, sizes, [bytes](void* start) { ::munmap(start, bytes); }, torch::TensorOptions().dtype(type));
}

} // namespace lightcl
