#include "running/machine_limits.h"

#include "support/catch.h"
#include "support/temporary_folder.h"

using namespace lightcl;
using namespace lightcl::test;

namespace {

void put(const std::filesystem::path& file, const std::string& text) {
    std::filesystem::create_directories(file.parent_path());
    writeBytes(file, text);
}

} // namespace

TEST_CASE("a container's quota of version 2 is found in its own group and in those above", "[running]") {
    const TemporaryFolder root;
    put(root / "proc/self/cgroup", "0::/a/b\n");
    put(root / "sys/fs/cgroup/a/b/cpu.max", "max 100000\n");
    CHECK(!coreQuota(root.path()));
    put(root / "sys/fs/cgroup/a/cpu.max", "150000 100000\n");
    CHECK(coreQuota(root.path()) == 1.5);
    put(root / "sys/fs/cgroup/cpu.max", "50000 100000\n");
    CHECK(coreQuota(root.path()) == 0.5);
    put(root / "sys/fs/cgroup/a/memory.max", "max\n");
    CHECK(!memoryLimit(root.path()));
    put(root / "sys/fs/cgroup/memory.max", "1073741824\n");
    CHECK(memoryLimit(root.path()) == std::int64_t{1} << 30);
}

TEST_CASE("a quota of version 1 is found, also where only the container's top group is to be seen", "[running]") {
    const TemporaryFolder root;
    put(root / "proc/self/cgroup", "11:memory:/docker/x\n4:cpu,cpuacct:/docker/x\n1:name=systemd:/docker/x\n");
    put(root / "sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us", "-1\n");
    put(root / "sys/fs/cgroup/cpu,cpuacct/cpu.cfs_period_us", "100000\n");
    CHECK(!coreQuota(root.path()));
    put(root / "sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us", "100000\n");
    CHECK(coreQuota(root.path()) == 1);
    put(root / "sys/fs/cgroup/cpu/docker/x/cpu.cfs_quota_us", "50000\n");
    put(root / "sys/fs/cgroup/cpu/docker/x/cpu.cfs_period_us", "100000\n");
    CHECK(coreQuota(root.path()) == 0.5);
    put(root / "sys/fs/cgroup/memory/docker/x/memory.limit_in_bytes", "9223372036854771712\n");
    CHECK(!memoryLimit(root.path()));
    put(root / "sys/fs/cgroup/memory/docker/x/memory.limit_in_bytes", "1048576\n");
    CHECK(memoryLimit(root.path()) == 1048576);
}

TEST_CASE("without control groups there is no quota", "[running]") {
    const TemporaryFolder root;
    CHECK(!coreQuota(root.path()));
    CHECK(!memoryLimit(root.path()));
    CHECK(usableCores() >= 1);
    CHECK(usableMemory() > 0);
}
