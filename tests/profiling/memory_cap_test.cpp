#include "profiling/memory_cap.h"

#include "profiling/process_memory.h"
#include "support/catch.h"
#include "support/temporary_folder.h"

#include <cstdlib>
#include <sys/mman.h>

using namespace lightcl;
using namespace lightcl::test;

namespace {

constexpr std::size_t kMebi = std::size_t{1} << 20;

bool canHave(std::size_t bytes) {
    void* const memory = ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) return false;
    ::munmap(memory, bytes);
    return true;
}

/// A root with one control group of version 2, in which are these processes.
class Group {
public:
    explicit Group(const std::string& processes) {
        std::filesystem::create_directories(root_ / "proc/self");
        std::filesystem::create_directories(folder());
        writeBytes(root_ / "proc/self/cgroup", "0::/user.slice/run-1.scope\n");
        writeBytes(folder() / "cgroup.procs", processes);
        writeBytes(folder() / "memory.max", "max\n");
    }
    [[nodiscard]] std::filesystem::path folder() const { return root_ / "sys/fs/cgroup/user.slice/run-1.scope"; }
    [[nodiscard]] std::string limit() const { return readBytes(folder() / "memory.max"); }
    [[nodiscard]] const std::filesystem::path& root() const { return root_.path(); }

private:
    TemporaryFolder root_;
};

} // namespace

TEST_CASE("A control group is limited that holds this process alone") {
    const Group own("4711\n");
    CHECK(ownGroupLimit(own.root()) == own.folder() / "memory.max");
    const MemoryCap cap = MemoryCap::available(own.root());
    CHECK(cap.kind() == MemoryCap::Kind::ControlGroup);
    CHECK(own.limit() == "max");
    cap.set(123456, 99);
    CHECK(own.limit() == "123456");
    cap.lift();
    CHECK(own.limit() == "max");
}

TEST_CASE("A control group with others in it is left alone, and so is the whole machine's") {
    const Group shared("4711\n4712\n");
    CHECK_FALSE(ownGroupLimit(shared.root()));
    CHECK(MemoryCap::available(shared.root()).kind() != MemoryCap::Kind::ControlGroup);
    CHECK(shared.limit() == "max\n");
    const Group whole("4711\n");
    writeBytes(whole.root() / "proc/self/cgroup", "4:memory:/a\n0::/\n");
    CHECK_FALSE(ownGroupLimit(whole.root()));
}

// The address sanitizer's own mappings are beyond any limit.
#ifndef __SANITIZE_ADDRESS__
TEST_CASE("Where there is no group of its own, the system refuses what a process asks for beyond its limit") {
    const TemporaryFolder nothing;
    const MemoryCap cap = MemoryCap::available(nothing.path());
    if (cap.kind() == MemoryCap::Kind::None) {
        WARN("this system does not hold to RLIMIT_DATA");
        return;
    }
    CHECK(cap.name() == "RLIMIT_DATA");
    CHECK(canHave(256 * kMebi));
    cap.set(0, 64 * kMebi);
    CHECK(canHave(32 * kMebi));
    CHECK_FALSE(canHave(256 * kMebi));
    cap.lift();
    CHECK(canHave(256 * kMebi));
    CHECK(dataBytes() > 0);
}
#endif
