#include "base/error.h"
#include "data/idx_file.h"
#include "support/catch.h"
#include "support/data_files.h"
#include "support/message_of.h"
#include "support/temporary_folder.h"

using namespace lightcl;
using namespace lightcl::test;

namespace {

const Shape kSmall{1, 2, 3};

std::string imageError(const std::filesystem::path& file, const Shape& shape = kSmall) {
    return messageOf<InputError>([&] { readIdxImages(file, shape); });
}

std::string labelError(const std::filesystem::path& file) {
    return messageOf<InputError>([&] { readIdxLabels(file, 10); });
}

} // namespace

TEST_CASE("IDX images keep their order and values, plain or gzipped whatever the name") {
    const TemporaryFolder folder;
    const auto file = folder / "images.gz";
    const auto content = idxBytes({2, 2, 3}, someBytes(12));
    SECTION("plain") {
        writeBytes(file, content);
    }
    SECTION("gzipped") {
        writeGzip(file, content);
    }
    const auto images = readIdxImages(file, kSmall);
    CHECK(images.scalar_type() == torch::kUInt8);
    REQUIRE(images.sizes() == torch::IntArrayRef{2, 1, 2, 3});
    for (int i = 0; i < 12; ++i) CHECK(images.flatten()[i].item<int>() == ((i * 37) & 0xff));
}

TEST_CASE("IDX images may have channels") {
    const TemporaryFolder folder;
    writeBytes(folder / "images", idxBytes({1, 3, 2, 2}, someBytes(12)));
    CHECK(readIdxImages(folder / "images", {3, 2, 2}).sizes() == torch::IntArrayRef{1, 3, 2, 2});
}

TEST_CASE("IDX labels are read as 64-bit integers") {
    const TemporaryFolder folder;
    writeBytes(folder / "labels", idxBytes({4}, std::string("\x09\x00\x00\x03", 4)));
    CHECK(torch::equal(readIdxLabels(folder / "labels", 10), torch::tensor({9, 0, 0, 3}, torch::kInt64)));
}

TEST_CASE("An IDX file that is not there or no file is named") {
    const TemporaryFolder folder;
    CHECK(imageError(folder / "absent") == (folder / "absent").string() + ": expected a data file, found none");
    CHECK(imageError(folder.path()) == folder.path().string() + ": expected a data file, found a folder");
}

TEST_CASE("An IDX header of another kind is refused") {
    const TemporaryFolder folder;
    const auto file = folder / "images";
    SECTION("labels instead of images") {
        writeBytes(file, idxBytes({6}, someBytes(6)));
        CHECK(imageError(file) == file.string() + ": expected the IDX magic number 0x00000803, found 0x00000801");
    }
    SECTION("floats instead of bytes") {
        writeBytes(file, idxBytes({1, 2, 3}, someBytes(6), 0x0d03));
        CHECK(imageError(file) == file.string() + ": expected the IDX magic number 0x00000803, found 0x00000d03");
    }
    SECTION("images of another size") {
        writeBytes(file, idxBytes({1, 3, 2}, someBytes(6)));
        CHECK(imageError(file) == file.string() + ": expected samples of 2x3, found 3x2");
    }
    SECTION("no image") {
        writeBytes(file, idxBytes({0, 2, 3}, ""));
        CHECK(imageError(file) == file.string() + ": expected at least one sample, found none");
    }
}

TEST_CASE("An IDX file of any shorter length is refused") {
    const TemporaryFolder folder;
    const auto file = folder / "images";
    const auto content = idxBytes({2, 2, 3}, someBytes(12));
    for (std::size_t length = 0; length < content.size(); ++length) {
        writeBytes(file, content.substr(0, length));
        INFO(length << " bytes");
        CHECK(contains(imageError(file), ", found " + std::to_string(length) + " (the file is cut short)"));
    }
    writeGzip(file, content.substr(0, 20));
    CHECK(imageError(file) ==
          file.string() + ": expected 28 bytes after decompression, found 20 (the file is cut short)");
}

TEST_CASE("A gzipped IDX file too large for one buffer is refused without its check sum") {
    const TemporaryFolder folder;
    const auto file = folder / "images.gz";
    writeGzip(file, idxBytes({200'000, 2, 3}, someBytes(1'200'000)));
    CHECK(readIdxImages(file, kSmall).size(0) == 200'000);
    const auto stored = readBytes(file);
    for (const std::size_t missing : {1, 4, 8, 9, 10}) {
        writeBytes(file, stored.substr(0, stored.size() - missing));
        INFO(missing << " bytes missing");
        CHECK(contains(imageError(file), "(the file is cut short)"));
    }
}

TEST_CASE("A gzipped IDX file of any shorter length is refused") {
    const TemporaryFolder folder;
    const auto file = folder / "images.gz";
    writeGzip(file, idxBytes({2, 2, 3}, someBytes(12)));
    const auto stored = readBytes(file);
    for (std::size_t length = 0; length < stored.size(); ++length) {
        writeBytes(file, stored.substr(0, length));
        INFO(length << " of " << stored.size() << " bytes");
        CHECK(contains(imageError(file), file.string() + ": expected "));
    }
}

TEST_CASE("A gzipped IDX file with a changed byte in its data is refused") {
    const TemporaryFolder folder;
    const auto file = folder / "images.gz";
    writeGzip(file, idxBytes({2, 2, 3}, someBytes(12)));
    const auto stored = readBytes(file);
    constexpr std::size_t gzipHeader = 10;
    for (std::size_t place = gzipHeader; place < stored.size(); ++place) {
        auto damaged = stored;
        damaged[place] = static_cast<char>(damaged[place] ^ 0x01);
        writeBytes(file, damaged);
        INFO("byte " << place << " of " << stored.size());
        CHECK(contains(imageError(file), file.string() + ": expected "));
    }
}

TEST_CASE("An IDX file with bytes left over is refused") {
    const TemporaryFolder folder;
    const auto file = folder / "images";
    const auto content = idxBytes({2, 2, 3}, someBytes(13));
    writeBytes(file, content);
    CHECK(imageError(file) == file.string() + ": expected 28 bytes, found more");
    writeGzip(file, content);
    CHECK(imageError(file) == file.string() + ": expected 28 bytes after decompression, found more");
}

TEST_CASE("An IDX header that claims more than the file can hold takes no memory") {
    const TemporaryFolder folder;
    const auto file = folder / "images";
    const auto content = idxBytes({0xffffffff, 2, 3}, someBytes(6));
    writeBytes(file, content);
    CHECK(imageError(file) == file.string() + ": expected 25769803786 bytes, found 22 (the file is cut short)");
    writeGzip(file, content);
    CHECK(contains(imageError(file), ": expected 25769803786 bytes after decompression, which "));
}

TEST_CASE("A label that is no class is refused with its position") {
    const TemporaryFolder folder;
    const auto file = folder / "labels";
    writeBytes(file, idxBytes({4}, std::string("\x09\x00\x0a\x0b", 4)));
    CHECK(labelError(file) == file.string() + ": expected labels from 0 to 9, found 10 at position 2");
}
