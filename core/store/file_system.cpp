#include "store/file_system.h"

#include <algorithm>
#include <array>
#include <sys/vfs.h>
#include <system_error>

namespace lightcl {

namespace fs = std::filesystem;

namespace {

struct KnownFileSystem {
    unsigned long magic;
    const char* name;
};

// linux/magic.h, and the headers of those that are not of the kernel's own tree.
constexpr std::array kNetworkFileSystems = {
    KnownFileSystem{0x6969, "NFS"},        KnownFileSystem{0x517B, "SMB"},
    KnownFileSystem{0xFF534D42, "SMB"},    KnownFileSystem{0xFE534D42, "SMB"},
    KnownFileSystem{0x0BD00BD0, "Lustre"}, KnownFileSystem{0x47504653, "GPFS"},
    KnownFileSystem{0x65735546, "FUSE"},   KnownFileSystem{0x00C36400, "Ceph"},
    KnownFileSystem{0x19830326, "BeeGFS"}, KnownFileSystem{0x5346414F, "AFS"},
    KnownFileSystem{0x6B414653, "AFS"},    KnownFileSystem{0x73757245, "Coda"},
    KnownFileSystem{0xAAD7AAEA, "PanFS"},  KnownFileSystem{0x7461636f, "OCFS2"},
    KnownFileSystem{0x01161970, "GFS2"},   KnownFileSystem{0x20030528, "OrangeFS"}};

} // namespace

std::optional<std::string> networkFileSystem(long magic) {
    // The kernel's field is signed or not, 32 bits or 64, as the architecture has it.
    const auto number = static_cast<unsigned long>(magic) & 0xFFFFFFFFUL;
    const auto* const known = std::find_if(kNetworkFileSystems.begin(), kNetworkFileSystems.end(),
                                           [&](const KnownFileSystem& system) { return system.magic == number; });
    return known == kNetworkFileSystems.end() ? std::nullopt : std::optional<std::string>(known->name);
}

std::optional<std::string> networkFileSystemOf(const fs::path& file) {
    struct statfs system {};
    const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
    if (::statfs(file.c_str(), &system) != 0 && ::statfs(folder.c_str(), &system) != 0) return std::nullopt;
    return networkFileSystem(static_cast<long>(system.f_type));
}

} // namespace lightcl
