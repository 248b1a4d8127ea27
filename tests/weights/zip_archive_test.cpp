#include "base/error.h"
#include "support/catch.h"
#include "support/message_of.h"
#include "weights/torch_file_writer.h"
#include "weights/weights_fixture.h"
#include "weights/zip_archive.h"
#include "weights/zip_writer.h"

using namespace lightcl;
using namespace lightcl::test;

namespace {

std::string number(std::uint64_t value, std::size_t width) {
    std::string bytes;
    for (std::size_t i = 0; i < width; ++i) bytes += static_cast<char>(value >> 8 * i & 0xffU);
    return bytes;
}

struct ZipFolder {
    TemporaryFolder folder;
    std::filesystem::path file = folder / "x.zip";

    /// One entry "a" of "hello", which starts at byte 64.
    [[nodiscard]] std::string small() const {
        const std::string content = "hello";
        ZipWriter writer;
        writer.add("a", std::as_bytes(std::span(content)));
        writer.write(file);
        return readBytes(file);
    }
    [[nodiscard]] std::string contentOfA() const {
        ZipArchive archive(file);
        const auto* entry = archive.find("a");
        REQUIRE(entry != nullptr);
        const auto bytes = archive.read(*entry);
        return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
    }
    [[nodiscard]] std::string error(const std::string& bytes) const {
        writeBytes(file, bytes);
        return messageOf<InputError>([&] { static_cast<void>(contentOfA()); });
    }
};

constexpr std::size_t kDirectory = 69; // after the header, its padding, and "hello"

} // namespace

TEST_CASE_METHOD(ZipFolder, "An archive is read as it was written, a comment after it or not") {
    const auto bytes = small();
    CHECK(contentOfA() == "hello");
    CHECK(bytes.substr(64, 5) == "hello");
    auto commented = bytes + "PK\5\6 and more";
    commented[bytes.size() - 2] = 13;
    writeBytes(file, commented);
    CHECK(contentOfA() == "hello");
}

TEST_CASE_METHOD(ZipFolder, "Sizes and places of 64 bits are read") {
    auto bytes = small();
    // The entry's sizes and offset move into an extra field, the directory's into a ZIP64 record.
    std::string entry = bytes.substr(kDirectory, 46);
    for (const std::size_t field : {20U, 24U, 42U}) entry.replace(field, 4, "\xff\xff\xff\xff");
    entry.replace(30, 2, number(28, 2));
    entry += "a" + number(1, 2) + number(24, 2) + number(5, 8) + number(5, 8) + number(0, 8);
    const auto record = number(0x06064b50, 4) + number(44, 8) + number(45, 2) + number(45, 2) + number(0, 8) +
                        number(1, 8) + number(1, 8) + number(entry.size(), 8) + number(kDirectory, 8);
    const auto locator = number(0x07064b50, 4) + number(0, 4) + number(kDirectory + entry.size(), 8) + number(1, 4);
    const auto end = number(0x06054b50, 4) + number(0, 4) + number(0xffff, 2) + number(0xffff, 2) +
                     number(0xffffffff, 4) + number(0xffffffff, 4) + number(0, 2);
    writeBytes(file, bytes.substr(0, kDirectory) + entry + record + locator + end);
    CHECK(contentOfA() == "hello");
}

TEST_CASE_METHOD(ZipFolder, "An archive that contradicts itself is refused") {
    const auto bytes = small();
    const auto with = [&](std::size_t place, const std::string& change) {
        auto changed = bytes;
        return error(changed.replace(place, change.size(), change));
    };
    CHECK(with(64, "H") == file.string() + ": a: check sum: expected 3610a686, found f7d18982 (the file is damaged)");
    CHECK(contains(with(0, "Q"), "a: the entry is damaged"));
    CHECK(contains(with(kDirectory, "Q"), "the archive's directory is damaged"));
    CHECK(contains(with(kDirectory + 8, "\1"), "a: expected an entry that is neither compressed nor encrypted"));
    CHECK(contains(with(kDirectory + 10, "\x08"), "a: expected an entry that is neither compressed nor encrypted"));
    CHECK(contains(with(kDirectory + 24, "\6"), "neither compressed")); // the two sizes differ
    CHECK(contains(with(kDirectory + 20, number(4000, 4) + number(4000, 4)), "larger than the file"));
    CHECK(contains(with(kDirectory + 42, number(4000, 4)), "cut short or damaged"));
    CHECK(contains(with(bytes.size() - 6, number(4000, 4)), "cut short or damaged")); // the directory's place
    CHECK(contains(with(bytes.size() - 12, number(9, 2)), "is cut short"));           // entries
}

TEST_CASE_METHOD(ZipFolder, "Entries that share bytes or a name are refused") {
    const std::string content(1000, 'x');
    for (const char* second : {"a", "b"}) {
        ZipWriter writer;
        writer.add("a", std::as_bytes(std::span(content)));
        writer.add(second, std::as_bytes(std::span(content)));
        writer.write(file);
        auto bytes = readBytes(file);
        const bool twice = second[0] == 'a';
        if (!twice) bytes.erase(500, 1000); // what is left is shorter than the two
        CHECK(contains(error(bytes), twice ? "a: found twice" : "cut short or damaged"));
    }
}

TEST_CASE("an entry has a date that other programs can show", "[weights]") {
    const std::string bytes = ZipFolder().small();
    CHECK(bytes.substr(10, 4) == number(0x00210000, 4)); // DOS: midnight, then year 0, month 1, day 1
    const auto directory = bytes.find("PK\x01\x02");
    REQUIRE(directory != std::string::npos);
    CHECK(bytes.substr(directory + 12, 4) == number(0x00210000, 4));
}

TEST_CASE("A torch file of any shorter length, or with any bit turned, is refused or read; nothing else happens") {
    const TemporaryFolder folder;
    const auto file = folder / "w.pt";
    const WeightsFile content{"torch", {}, {countingTensor("a", {2}), countingTensor("b", {1, 2})}, {}};
    writeTorchFile(file, {}, viewsOf(content));
    const auto whole = readBytes(file);
    for (std::size_t length = 0; length < whole.size(); ++length) {
        writeBytes(file, whole.substr(0, length));
        CHECK_THROWS_AS(readWeightsFile(file), InputError);
    }
    for (std::size_t bit = 0; bit < 8 * whole.size(); ++bit) {
        auto damaged = whole;
        damaged[bit / 8] = static_cast<char>(damaged[bit / 8] ^ 1 << bit % 8);
        writeBytes(file, damaged);
        try {
            const WeightsFile read = readWeightsFile(file);
            for (std::size_t i = 0; i < 2; ++i) CHECK(valuesOf(read.tensors.at(i)) == valuesOf(content.tensors[i]));
        } catch (const InputError&) {
            continue;
        }
    }
}
