#include "base/error.h"
#include "store/run_reader.h"
#include "store/store_fixture.h"
#include "support/message_of.h"
#include "support/unprivileged.h"

using namespace lightcl;
using namespace lightcl::test;
namespace fs = std::filesystem;

namespace {

constexpr auto kReadOnlyFile = fs::perms::owner_read | fs::perms::group_read | fs::perms::others_read;
constexpr auto kReadOnlyFolder = kReadOnlyFile | fs::perms::owner_exec | fs::perms::group_exec | fs::perms::others_exec;

void makeStore(const fs::path& file) {
    auto database = Database::openForWriting(file);
    queueExample(database);
}

} // namespace

TEST_CASE("a read-only file cannot be opened for writing, but read", "[store]") {
    const TemporaryFolder folder;
    const auto file = folder / "store.sqlite";
    makeStore(file);
    fs::permissions(folder.path(), fs::perms::all);
    fs::permissions(file, kReadOnlyFile);
    const std::string before = readBytes(file);
    if (const Unprivileged user; user.active()) {
        CHECK(contains(messageOf<InputError>([&] { Database::openForWriting(file); }),
                       "store.sqlite: cannot be written"));
        const auto reader = Database::openForReading(file);
        CHECK(RunReader(reader).runs().size() == 1);
    }
    CHECK(readBytes(file) == before);
}

TEST_CASE("in a read-only folder no file is made, and one at rest is read", "[store]") {
    const TemporaryFolder folder;
    const auto file = folder / "store.sqlite";
    makeStore(file);
    fs::permissions(file, fs::perms::all);
    fs::permissions(folder.path(), kReadOnlyFolder);
    if (const Unprivileged user; user.active()) {
        CHECK(
            contains(messageOf<InputError>([&] { Database::openForWriting(folder / "new.sqlite"); }), "new.sqlite: "));
        CHECK(contains(messageOf<InputError>([&] { Database::openForWriting(file); }), "store.sqlite: cannot be "));
        const auto reader = Database::openForReading(file);
        CHECK(RunReader(reader).runs().size() == 1);
    }
    fs::permissions(folder.path(), fs::perms::owner_all);
}

TEST_CASE("a file that may not be read is named", "[store]") {
    const TemporaryFolder folder;
    const auto file = folder / "store.sqlite";
    makeStore(file);
    fs::permissions(file, fs::perms::none);
    const Unprivileged user;
    if (!user.active()) return;
    for (const auto open : {&Database::openForWriting, &Database::openForReading})
        CHECK(contains(messageOf<InputError>([&] { open(file); }), "store.sqlite: cannot be read"));
}
