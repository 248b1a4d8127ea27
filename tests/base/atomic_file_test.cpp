#include "base/atomic_file.h"

#include "base/error.h"
#include "support/catch.h"
#include "support/message_of.h"
#include "support/temporary_folder.h"
#include "support/unprivileged.h"

#include <array>
#include <csignal>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace lightcl;
using namespace lightcl::test;
namespace fs = std::filesystem;

namespace {

std::ptrdiff_t filesIn(const TemporaryFolder& folder) {
    return std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator());
}

/// No file of this process may grow beyond `bytes` meanwhile: a write fails in the middle, as on a full disk.
class FileSizeLimit {
public:
    explicit FileSizeLimit(rlim_t bytes) {
        ::getrlimit(RLIMIT_FSIZE, &old_);
        const rlimit limit{bytes, old_.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FileSizeLimit() {
        ::setrlimit(RLIMIT_FSIZE, &old_);
        ::signal(SIGXFSZ, oldHandler_);
    }
    FileSizeLimit(const FileSizeLimit&) = delete;
    FileSizeLimit& operator=(const FileSizeLimit&) = delete;

private:
    rlimit old_{};
    sighandler_t oldHandler_ = ::signal(SIGXFSZ, SIG_IGN);
};

} // namespace

TEST_CASE("An atomic write creates a file and replaces one") {
    const TemporaryFolder folder;
    const auto file = folder / "report.txt";
    writeFileAtomically(file, "first");
    CHECK(readBytes(file) == "first");

    const std::string_view left = "sec";
    const std::string_view right = "ond";
    const std::array pieces = {std::as_bytes(std::span(left)), std::as_bytes(std::span(right))};
    writeFileAtomically(file, pieces);
    CHECK(readBytes(file) == "second");
    CHECK(filesIn(folder) == 1);
}

TEST_CASE("An atomic write keeps the mode of the file it replaces") {
    const TemporaryFolder folder;
    const auto file = folder / "report.txt";
    writeBytes(file, "old");
    fs::permissions(file, fs::perms(0640));
    writeFileAtomically(file, "new");
    CHECK(fs::status(file).permissions() == fs::perms(0640));
}

TEST_CASE("An atomic write follows a link and leaves it a link") {
    const TemporaryFolder folder;
    writeBytes(folder / "real.txt", "old");
    fs::create_symlink("real.txt", folder / "link.txt");
    writeFileAtomically(folder / "link.txt", "new");
    CHECK(fs::is_symlink(folder / "link.txt"));
    CHECK(readBytes(folder / "real.txt") == "new");
}

TEST_CASE("Without commit the old file stays and nothing is left behind") {
    const TemporaryFolder folder;
    const auto file = folder / "report.txt";
    writeBytes(file, "old");
    {
        AtomicFile out(file);
        out.write("half of the n");
        CHECK(filesIn(folder) == 2);
    }
    CHECK(readBytes(file) == "old");
    CHECK(filesIn(folder) == 1);
}

TEST_CASE("A process killed while it writes leaves the old file whole") {
    const TemporaryFolder folder;
    const auto file = folder / "report.txt";
    writeBytes(file, "old");
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        AtomicFile out(file);
        out.write("half of the n");
        ::kill(::getpid(), SIGKILL);
    }
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    REQUIRE(WIFSIGNALED(status));
    CHECK(readBytes(file) == "old");
    writeFileAtomically(file, "new");
    CHECK(readBytes(file) == "new");
}

TEST_CASE("What a killed process of the same number left is no obstacle") {
    const TemporaryFolder folder;
    const auto file = folder / "report.txt";
    writeBytes(folder / (".report.txt.tmp-" + std::to_string(::getpid())), "a longer half of something old");
    writeFileAtomically(file, "new");
    CHECK(readBytes(file) == "new");
    CHECK(filesIn(folder) == 1);
}

TEST_CASE("A write that fails half way names the file and leaves the old one") {
    const TemporaryFolder folder;
    const auto file = folder / "report.txt";
    writeBytes(file, "old");
    {
        const FileSizeLimit limit(100);
        const auto message = messageOf<Error>([&] { writeFileAtomically(file, std::string(1000, 'x')); });
        CHECK(contains(message, file.string() + ": cannot be written: "));
    }
    CHECK(readBytes(file) == "old");
    CHECK(filesIn(folder) == 1);
}

TEST_CASE("A device is written directly, and a full one says so") {
    if (!fs::exists("/dev/full")) return;
    const auto message = messageOf<Error>([] { writeFileAtomically("/dev/full", "text"); });
    CHECK(message == "/dev/full: cannot be written: No space left on device");
    CHECK(fs::is_character_file("/dev/full"));
    writeFileAtomically("/dev/null", "text");
    CHECK(fs::is_character_file("/dev/null"));
}

TEST_CASE("A target that is a folder or in no folder is refused") {
    const TemporaryFolder folder;
    CHECK(messageOf<Error>([&] { writeFileAtomically(folder.path(), "text"); }) ==
          folder.path().string() + ": cannot be written: expected a file, found a folder");
    const auto file = folder / "absent" / "report.txt";
    CHECK(messageOf<Error>([&] { writeFileAtomically(file, "text"); }) ==
          file.string() + ": cannot be written: the folder " + (folder / "absent").string() + " does not exist");
}

TEST_CASE("Without permission nothing is written") {
    const TemporaryFolder folder;
    const auto file = folder / "report.txt";
    writeBytes(file, "old");
    SECTION("to a folder that is read-only") {
        fs::permissions(file, fs::perms(0666));
        fs::permissions(folder.path(), fs::perms(0555));
    }
    SECTION("to a file that is read-only") {
        fs::permissions(file, fs::perms(0444));
        fs::permissions(folder.path(), fs::perms(0777));
    }
    {
        const Unprivileged user;
        if (!user.active()) return;
        CHECK(messageOf<Error>([&] { writeFileAtomically(file, "new"); }) ==
              file.string() + ": cannot be written: Permission denied");
    }
    fs::permissions(folder.path(), fs::perms(0755));
    CHECK(readBytes(file) == "old");
    CHECK(filesIn(folder) == 1);
}
