#include "running/own_environment.h"

#include "support/catch.h"

#include <sstream>

using namespace lightcl;

TEST_CASE("a processor is named as its kernel names it", "[running]") {
    std::istringstream intel(
        "processor\t: 0\nmodel\t\t: 85\nmodel name\t: Intel(R) Xeon(R) @ 2.20GHz\n\nprocessor\t: 1\n"
        "model name\t: another\n");
    CHECK(processorName(intel) == "Intel(R) Xeon(R) @ 2.20GHz");
    std::istringstream board("processor\t: 0\nCPU implementer\t: 0x41\nModel\t\t: Raspberry Pi 4 Model B Rev 1.4\n");
    CHECK(processorName(board) == "Raspberry Pi 4 Model B Rev 1.4");
    std::istringstream arm("processor\t: 0\nCPU implementer\t: 0x41\nCPU part\t: 0xd0c\n");
    CHECK(processorName(arm) == "ARM implementer 0x41, part 0xd0c");
    std::istringstream nothing(": \nno colon\n");
    CHECK(processorName(nothing).empty());
}

TEST_CASE("the library that multiplies is found among the mapped files, OpenBLAS before its front", "[running]") {
    std::istringstream maps(
        "7f0000-7f1000 r-xp 00000000 fe:01 1 /usr/lib/x86_64-linux-gnu/openblas-pthread/libblas.so.3\n"
        "7f2000-7f3000 r-xp 00000000 fe:01 2 /usr/lib/x86_64-linux-gnu/libopenblasp-r0.3.21.so\n");
    CHECK(blasLibrary(maps) == "libopenblasp-r0.3.21.so");
    std::istringstream reference("7f0000-7f1000 r-xp 0 fe:01 1 /usr/lib/x86_64-linux-gnu/blas/libblas.so.3.11.0\n");
    CHECK(blasLibrary(reference) == "libblas.so.3.11.0");
    std::istringstream none("7f0000-7f1000 rw-p 0 0:0 0\n");
    CHECK(blasLibrary(none).empty());
}

TEST_CASE("a process knows where it runs", "[running]") {
    const RunEnvironment here = ownEnvironment("2.6.0");
    CHECK(!here.host.empty());
    CHECK(here.cores >= 1);
    CHECK(here.memoryBytes > 0);
    CHECK(here.system.find("Linux") != std::string::npos);
    CHECK(here.programVersion == LIGHTCL_VERSION);
    CHECK(here.libtorchVersion == "2.6.0");
    CHECK(here.dataDigest.empty());
}
