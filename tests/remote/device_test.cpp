#include "remote/device.h"

#include "base/error.h"
#include "support/catch.h"
#include "support/message_of.h"
#include "support/temporary_folder.h"

using namespace lightcl;
using namespace lightcl::test;

namespace {

Device boardDevice() {
    return {"board", "pi@board.local", "runs of mine", std::int64_t{4} << 30, 4};
}

std::string complaintOfFile(const std::string& text) {
    const TemporaryFolder folder;
    writeBytes(folder / "devices.toml", text);
    return messageOf<InputError>([&] { DeviceBook(folder / "devices.toml"); });
}

} // namespace

TEST_CASE("devices are written and read again", "[remote]") {
    const TemporaryFolder folder;
    const auto file = folder / "settings/devices.toml";
    DeviceBook book(file);
    CHECK(book.devices().empty());
    book.add(boardDevice());
    book.add({"other", "alias", "/srv/a \"quoted\" \\ folder", 0, 0});
    const DeviceBook again(file);
    REQUIRE(again.devices().size() == 2);
    CHECK(again.device("board") == boardDevice());
    CHECK(again.device("other").folder == "/srv/a \"quoted\" \\ folder");
    CHECK(contains(readBytes(file), "memory = \"4 GiB\""));

    Device changed = boardDevice();
    changed.threads = 2;
    book.add(changed);
    CHECK(DeviceBook(file).device("board").threads == 2);
    book.remove("board");
    CHECK(DeviceBook(file).devices().size() == 1);
}

TEST_CASE("a device that is not known is told with those that are", "[remote]") {
    const TemporaryFolder folder;
    DeviceBook book(folder / "devices.toml");
    book.add(boardDevice());
    const auto message = messageOf<InputError>([&] { static_cast<void>(book.device("bord")); });
    CHECK(message == "device bord: not known; expected one of local, board, or `lightcl devices add` first");
    CHECK(contains(messageOf<InputError>([&] { book.remove("local"); }), "always there"));
}

TEST_CASE("a device that ssh or a shell would misread is refused", "[remote]") {
    const auto complaint = [](Device device) { return messageOf<InputError>([&] { requireUsable(device); }); };
    Device device = boardDevice();
    device.name = "local";
    CHECK(contains(complaint(device), "always there"));
    device.name = "a b";
    CHECK(contains(complaint(device), "expected a name"));
    device = boardDevice();
    device.ssh = "-oProxyCommand=x";
    CHECK(contains(complaint(device), "expected a destination"));
    device.ssh = "host\nnext";
    CHECK(contains(complaint(device), "expected one line"));
    device = boardDevice();
    device.folder = "~/runs";
    CHECK(contains(complaint(device), "expected a path there"));
}

TEST_CASE("a settings file that cannot be used is told with its place", "[remote]") {
    CHECK(contains(complaintOfFile("[board\n"), "devices.toml:1: no TOML"));
    CHECK(contains(complaintOfFile("[board]\nssh = 3\n"), "devices.toml:2: board.ssh: expected a text"));
    CHECK(contains(complaintOfFile("[board]\nssh = \"b\"\ncolour = \"red\"\n"), "devices.toml:3: board.colour"));
    CHECK(contains(complaintOfFile("[board]\nssh = \"b\"\nmemory = \"many\"\n"), "expected a size"));
    CHECK(contains(complaintOfFile("board = 3\n"), "expected a device"));
    CHECK(contains(complaintOfFile("[board]\nthreads = 2\n"), "ssh: expected a destination"));
}

TEST_CASE("sizes are read in binary units", "[remote]") {
    CHECK(bytesOfSize("64MiB", "x") == std::int64_t{64} << 20);
    CHECK(bytesOfSize("4 GiB", "x") == std::int64_t{4} << 30);
    CHECK(bytesOfSize("1.5G", "x") == std::int64_t{3} << 29);
    CHECK(bytesOfSize("1000", "x") == 1000);
    for (const char* wrong : {"", "MiB", "-1MiB", "0", "4 GiX", "nan", "1e30"})
        CHECK_THROWS_AS(bytesOfSize(wrong, "x"), InputError);
    CHECK(sizeText(std::int64_t{4} << 30) == "4 GiB");
    CHECK(sizeText(1000) == "1000");
}
