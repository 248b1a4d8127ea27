#include "base/error.h"
#include "checkpoint/tensor_file.h"
#include "support/catch.h"
#include "support/message_of.h"
#include "support/temporary_folder.h"

#include <algorithm>
#include <chrono>

using namespace lightcl;
using namespace lightcl::test;

namespace {

/// A file of a given header and so many bytes of data, without check sums.
std::string tensorBytes(const std::string& header, std::size_t dataBytes) {
    std::string bytes(8, '\0');
    for (std::size_t i = 0; i < 8; ++i) bytes[i] = static_cast<char>(header.size() >> 8 * i & 0xffU);
    return bytes + header + std::string(dataBytes, '\1');
}

struct Fixture {
    TemporaryFolder folder;
    std::filesystem::path file = folder / "t.safetensors";

    void writeSmall() const {
        writeTensorFile(file,
                        {{{"epoch", "3"}}, {{"a", torch::arange(3)}, {"b", torch::tensor({1, 2}, torch::kUInt8)}}});
    }
    /// What reading says, without the file's name.
    [[nodiscard]] std::string error() const {
        const auto message = messageOf<InputError>([&] { readTensorFile(file); });
        const auto start = file.string() + ": ";
        CHECK(message.substr(0, start.size()) == start);
        CHECK(message.find('\n') == std::string::npos);
        return message.substr(std::min(start.size(), message.size()));
    }
    [[nodiscard]] std::string error(const std::string& header, std::size_t dataBytes) const {
        writeBytes(file, tensorBytes(header, dataBytes));
        return error();
    }
};

} // namespace

TEST_CASE_METHOD(Fixture, "A tensor file of any shorter length is refused") {
    writeSmall();
    const auto whole = readBytes(file);
    for (std::size_t length = 0; length < whole.size(); ++length) {
        writeBytes(file, whole.substr(0, length));
        INFO(length << " of " << whole.size() << " bytes");
        CHECK(contains(error(), " bytes, found " + std::to_string(length) + " (the file is cut short)"));
    }
}

TEST_CASE_METHOD(Fixture, "A tensor file with bytes left over is refused") {
    writeSmall();
    const auto size = std::to_string(readBytes(file).size());
    writeBytes(file, readBytes(file) + "x");
    CHECK(contains(error(), "expected " + size + " bytes, found "));
}

TEST_CASE_METHOD(Fixture, "A changed byte in the values is noticed") {
    writeSmall();
    const auto whole = readBytes(file);
    constexpr std::size_t valueBytes = 26;
    for (std::size_t place = whole.size() - valueBytes; place < whole.size(); ++place) {
        auto damaged = whole;
        damaged[place] = static_cast<char>(damaged[place] ^ 0x04);
        writeBytes(file, damaged);
        CHECK(contains(error(), "crc32: expected "));
    }
}

TEST_CASE_METHOD(Fixture, "A changed name or metadata text is noticed") {
    writeSmall();
    const auto whole = readBytes(file);
    for (const std::string part : {R"("epoch")", R"("3")", R"("a":)"}) {
        INFO(part);
        auto damaged = whole;
        damaged[damaged.find(part) + 1] ^= 0x01;
        writeBytes(file, damaged);
        CHECK(contains(error(), "header_crc32: expected "));
    }
}

TEST_CASE_METHOD(Fixture, "A file of another program, without check sums, is read") {
    writeBytes(file, tensorBytes(R"( {"x":{"dtype":"U8","shape":[2,1],"data_offsets":[0,2]}}  )", 2));
    CHECK(torch::equal(readTensorFile(file).tensors.at("x"), torch::ones({2, 1}, torch::kUInt8)));
}

TEST_CASE_METHOD(Fixture, "A tensor that the file names and lacks is missed by its name") {
    const std::string header = R"({"__metadata__":{"tensor_names":"[\"a\",\"b\"]"},)"
                               R"("a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}})";
    CHECK(error(header, 1) == "expected a tensor b, found none (the file is damaged)");
}

TEST_CASE_METHOD(Fixture, "A header is read in time that grows with its length") {
    std::string list = R"({"a":[{})";
    std::string tensors = R"({"x":{"dtype":"U8","shape":[0],"data_offsets":[0,0]})";
    for (int i = 0; i < 350'000; ++i) list += ",{}";
    for (int i = 0; i < 50'000; ++i) {
        tensors += ",\"t" + std::to_string(i) + R"(":{"dtype":"U8","shape":[1],"data_offsets":[)" + std::to_string(i) +
                   "," + std::to_string(i + 1) + "]}";
    }
    // Quadratic time would be most of a minute each.
    const auto start = std::chrono::steady_clock::now();
    CHECK(error(list + "]}", 0) == "tensor a: expected an object with dtype, shape and data_offsets");
    writeBytes(file, tensorBytes(tensors + "}", 50'000));
    CHECK(readTensorFile(file).tensors.size() == 50'001);
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(20));
}

TEST_CASE_METHOD(Fixture, "What is no tensor file is refused") {
    CHECK(error() == "expected a tensor file, found none");
    std::filesystem::create_directory(file);
    CHECK(error() == "expected a tensor file, found a folder");
    std::filesystem::remove(file);
    writeBytes(file, std::string(100, '\xff'));
    CHECK(contains(error(), "expected a safetensors header of at most 100000000 bytes, found a length of "));
    CHECK(contains(error("PK and so on", 0), "expected a JSON header, found an error at its byte "));
    CHECK(error("[1]", 0) == "expected a JSON object as header");
    CHECK(error(std::string(100000, '['), 0) == "expected a JSON object as header");
}

TEST_CASE_METHOD(Fixture, "A header that contradicts itself is refused") {
    CHECK(
        error(
            R"({"x":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"x":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}})",
            2) == "expected each name once in the header, found x twice");
    CHECK(error(R"({"x":1})", 0) == "tensor x: expected an object with dtype, shape and data_offsets");
    CHECK(error(R"({"x\n":1})", 0) == "tensor x<U+000A>: expected an object with dtype, shape and data_offsets");
    CHECK(error(R"({"x":{"shape":[1],"data_offsets":[0,1]}})", 1) == "tensor x: expected the key dtype, found none");
    CHECK(error(R"({"x":{"dtype":"F8","shape":[1],"data_offsets":[0,1]}})", 1) ==
          "tensor x: expected a known dtype, found F8");
    CHECK(error(R"({"x":{"dtype":"U8","shape":[-1],"data_offsets":[0,1]}})", 1) ==
          "tensor x: shape: expected a list of whole numbers of at least 0");
    CHECK(error(R"({"x":{"dtype":"U8","shape":[1],"data_offsets":[1,0]}})", 1) ==
          "tensor x: data_offsets: expected a start and an end that is not before it");
    CHECK(error(R"({"x":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}})", 4) ==
          "tensor x: expected 8 bytes as its shape says, found an extent of 4");
    CHECK(contains(error(R"({"x":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,0]}})", 0),
                   "tensor x: expected countless bytes"));
    CHECK(error(R"({"x":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}})", 2) ==
          "tensor x: expected its bytes to start at 0, found 1");
    CHECK(
        error(
            R"({"x":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"y":{"dtype":"U8","shape":[2],"data_offsets":[1,3]}})",
            3) == "tensor y: expected its bytes to start at 2, found 1");
    CHECK(error(R"({"__metadata__":{"epoch":3}})", 0) == "__metadata__: expected texts by name");
}
