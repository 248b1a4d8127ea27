#include "base/error.h"
#include "checkpoint/tensor_file.h"
#include "support/catch.h"
#include "support/message_of.h"
#include "support/temporary_folder.h"
#include "support/unprivileged.h"

#include <cstring>
#include <limits>

using namespace lightcl;
using namespace lightcl::test;

namespace {

bool sameBits(const torch::Tensor& a, const torch::Tensor& b) {
    if (a.scalar_type() != b.scalar_type() || a.sizes() != b.sizes()) return false;
    return a.nbytes() == 0 || std::memcmp(a.data_ptr(), b.data_ptr(), a.nbytes()) == 0;
}

TensorFile writtenAndRead(const TensorFile& content) {
    const TemporaryFolder folder;
    writeTensorFile(folder / "t.safetensors", content);
    return readTensorFile(folder / "t.safetensors");
}

std::string headerOf(const std::string& bytes) {
    std::uint64_t length = 0;
    std::memcpy(&length, bytes.data(), sizeof length);
    return bytes.substr(8, length);
}

} // namespace

TEST_CASE("A tensor file keeps every dtype bit for bit") {
    const auto values = torch::tensor({0.0, -0.0, 1.0, -3.0, 1.0 / 3, 100.0}, torch::kFloat64).view({2, 3});
    TensorFile content;
    for (const auto dtype : {torch::kFloat32, torch::kFloat64, torch::kFloat16, torch::kBFloat16, torch::kInt64,
                             torch::kInt32, torch::kInt16, torch::kInt8, torch::kUInt8, torch::kBool}) {
        content.tensors[torch::toString(dtype)] = values.abs().mul(dtype == torch::kUInt8 ? 1 : -1).to(dtype);
    }
    content.tensors["special"] = torch::tensor(
        {std::numeric_limits<double>::quiet_NaN(), -0.0, std::numeric_limits<double>::infinity(), 5e-324});
    const auto read = writtenAndRead(content);
    REQUIRE(read.tensors.size() == 11);
    for (const auto& [name, tensor] : content.tensors) {
        INFO(name);
        CHECK(sameBits(read.tensors.at(name), tensor));
    }
}

TEST_CASE("A tensor file keeps metadata, scalars, empty tensors and odd names") {
    TensorFile content;
    content.metadata = {{"epoch", "3"}, {"quote", "\"é\n"}};
    content.tensors["scalar"] = torch::tensor(2.5);
    content.tensors["empty"] = torch::empty({0, 3});
    content.tensors["a \"name\"\n"] = torch::arange(3);
    const auto read = writtenAndRead(content);
    CHECK(read.metadata == content.metadata);
    for (const auto& [name, tensor] : content.tensors) CHECK(sameBits(read.tensors.at(name), tensor));
    const auto none = writtenAndRead({});
    CHECK(none.tensors.empty());
    CHECK(none.metadata.empty());
}

TEST_CASE("Tensors that are views or have a gradient are stored by value") {
    const auto base = torch::arange(6, torch::kFloat32).view({2, 3}).set_requires_grad(true);
    const auto read = writtenAndRead({{}, {{"t", base.t()}, {"column", base.select(1, 1)}}});
    CHECK(sameBits(read.tensors.at("t"), base.t().contiguous()));
    CHECK(sameBits(read.tensors.at("column"), torch::tensor({1.0F, 4.0F})));
    CHECK_FALSE(read.tensors.at("t").requires_grad());
}

TEST_CASE("A tensor file has the safetensors layout") {
    const TemporaryFolder folder;
    const auto file = folder / "t.safetensors";
    writeTensorFile(file, {{}, {{"b", torch::tensor({1.0F, 2.0F})}, {"a", torch::tensor({7}, torch::kUInt8)}}});
    const auto bytes = readBytes(file);
    const auto header = headerOf(bytes);
    CHECK(header.size() % 8 == 0);
    CHECK(bytes.size() == 8 + header.size() + 9);
    CHECK(contains(
        header,
        R"("a":{"data_offsets":[8,9],"dtype":"U8","shape":[1]},"b":{"data_offsets":[0,8],"dtype":"F32","shape":[2]}})"));
    CHECK(header.starts_with(R"({"__metadata__":{"crc32":")"));
    CHECK(bytes.substr(8 + header.size()) == std::string("\0\0\x80\x3f\0\0\0\x40\x07", 9));
}

TEST_CASE("The same content makes the same file") {
    const TemporaryFolder folder;
    const TensorFile content{{{"x", "y"}}, {{"b", torch::ones(3)}, {"a", torch::zeros(2)}}};
    writeTensorFile(folder / "one", content);
    writeTensorFile(folder / "two", content);
    CHECK(readBytes(folder / "one") == readBytes(folder / "two"));
}

TEST_CASE("What cannot be written leaves the old file as it was") {
    const TemporaryFolder folder;
    const auto file = folder / "t.safetensors";
    const TensorFile content{{}, {{"x", torch::ones(3)}}};
    writeTensorFile(file, content);
    const auto old = readBytes(file);
    SECTION("a dtype that the format lacks") {
        CHECK(contains(messageOf<Error>([&] {
                           writeTensorFile(file, {{}, {{"c", torch::ones(2, torch::kComplexFloat)}}});
                       }),
                       file.string() + ": tensor c: "));
    }
    SECTION("metadata that is no text") {
        CHECK(messageOf<Error>([&] {
                  writeTensorFile(file, {{{"k", "\xff"}}, {}});
              }) == file.string() + ": expected names and metadata in UTF-8");
    }
    SECTION("no permission") {
        std::filesystem::permissions(folder.path(), std::filesystem::perms(0555));
        const Unprivileged user;
        if (!user.active()) return;
        CHECK(messageOf<Error>([&] { writeTensorFile(file, content); }) ==
              file.string() + ": cannot be written: Permission denied");
    }
    CHECK(readBytes(file) == old);
}

TEST_CASE("A tensor file is not written over a folder") {
    const TemporaryFolder folder;
    CHECK(messageOf<Error>([&] { writeTensorFile(folder.path(), {}); }) ==
          folder.path().string() + ": cannot be written: expected a file, found a folder");
}
