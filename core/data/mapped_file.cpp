#include "data/mapped_file.h"

#include "base/descriptor.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>

namespace lightcl {

std::optional<MappedFile> MappedFile::open(const std::filesystem::path& file) {
    // A pipe in the file's place must not make us wait for somebody to write into it.
    const Descriptor descriptor(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    struct stat status {};
    if (!descriptor.isOpen() || ::fstat(descriptor.get(), &status) != 0) return std::nullopt;
    if (!S_ISREG(status.st_mode) || status.st_size <= 0) return std::nullopt;
    const auto size = static_cast<std::size_t>(status.st_size);
    void* memory = ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE, descriptor.get(), 0);
    if (memory == MAP_FAILED) return std::nullopt;
    return MappedFile({static_cast<std::byte*>(memory), [size](std::byte* start) { ::munmap(start, size); }}, size);
}

void MappedFile::release(std::size_t first, std::size_t count) const {
    // Where the system declines, the memory stays in use, and right.
    static_cast<void>(::madvise(memory_.get() + first, count, MADV_DONTNEED));
}

} // namespace lightcl
