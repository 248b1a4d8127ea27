#include "base/error.h"
#include "support/catch.h"
#include "support/message_of.h"
#include "weights/torch_file_writer.h"
#include "weights/weights_fixture.h"

#include <cstring>

using namespace lightcl;
using namespace lightcl::test;
using namespace std::string_literals;

TEST_CASE("Views of a shared storage that PyTorch saved are read by offset and strides") {
    const WeightsFile content = readWeightsFile(dataFile("views.pt"));
    CHECK(content.format == "torch");
    const auto values = [&](const std::string& name) { return valuesOf(named(content, "state_dict.module." + name)); };
    CHECK(values("column") == std::vector<float>{2, 8, 14, 20});
    CHECK(values("block") == std::vector<float>{7, 9, 13, 15});
    CHECK(values("expanded") == std::vector<float>{1.5, 1.5, 1.5});
    CHECK(values("scalar") == std::vector<float>{2.5});
    CHECK(values("empty").empty());
    CHECK(values("parameter") == std::vector<float>{18, 19, 20, 21, 22, 23});
    const auto transposed = values("transposed");
    CHECK(std::vector<float>(transposed.begin(), transposed.begin() + 5) == std::vector<float>{0, 6, 12, 18, 1});
    CHECK(named(content, "state_dict.module.transposed").shape == std::vector<std::int64_t>{6, 4});
    CHECK_FALSE(named(content, "state_dict.module.transposed").isContiguous());
    CHECK(named(content, "state_dict.module.base").isContiguous());
    CHECK(named(content, "state_dict.module.base").storage == named(content, "state_dict.module.block").storage);
    CHECK(content.tensors.size() == 18); // and one of the optimizer
}

TEST_CASE("Every type that PyTorch saved is read") {
    const WeightsFile content = readWeightsFile(dataFile("views.pt"));
    const std::vector<std::pair<std::string, ElementType>> types = {
        {"float64", ElementType::F64}, {"float16", ElementType::F16}, {"bfloat16", ElementType::BF16},
        {"int64", ElementType::I64},   {"int32", ElementType::I32},   {"int16", ElementType::I16},
        {"int8", ElementType::I8},     {"uint8", ElementType::U8},    {"bool", ElementType::Bool}};
    for (const auto& [name, type] : types) {
        CAPTURE(name);
        const StoredTensor& tensor = named(content, "state_dict.module." + name);
        CHECK(tensor.type == type);
        CHECK(tensor.shape == std::vector<std::int64_t>{4});
        CHECK(tensor.storage->size() == 4 * bytesOf(type));
    }
    double last = 0;
    std::memcpy(&last, named(content, "state_dict.module.float64").first() + 24, sizeof last);
    CHECK(last == 100);
}

TEST_CASE("A later protocol of pickles is read as well") {
    CHECK(valuesOf(named(readWeightsFile(dataFile("protocol4.pt")), "x")) == std::vector<float>{0, 1, 2});
}

TEST_CASE("What PyTorch pickled that would run a program is refused by its name") {
    const auto file = dataFile("hostile.pt");
    CHECK(messageOf<InputError>([&] { readWeightsFile(file); }) ==
          file.string() + ": expected tensors only, found a reference to posix.system");
}

TEST_CASE("A torch file is read as it was written") {
    const TemporaryFolder folder;
    const auto file = folder / "w.pt";
    const WeightsFile content{
        "torch", {}, {countingTensor("b", {2, 3}), countingTensor("a", {}), countingTensor("é", {0})}, {}};
    writeTorchFile(file, {}, viewsOf(content));
    const WeightsFile read = readWeightsFile(file);
    REQUIRE(read.tensors.size() == 3);
    for (std::size_t i = 0; i < 3; ++i) {
        CHECK(read.tensors[i].name == content.tensors[i].name);
        CHECK(read.tensors[i].shape == content.tensors[i].shape);
        CHECK(valuesOf(read.tensors[i]) == valuesOf(content.tensors[i]));
    }
}

TEST_CASE("What torch.save wrote before release 1.6 is read") {
    const TemporaryFolder folder;
    const auto file = folder / "old.pt";
    const std::string mark = "\x80\x02\x8a\x0al\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19.";
    const std::string content = "\x80\x02}X\1\0\0\0wctorch._utils\n_rebuild_tensor_v2\n((X\7\0\0\0storagectorch\n"
                                "FloatStorage\nX\1\0\0\0kX\3\0\0\0cpuK\2NtQK\0K\2\x85K\1\x85\x89NtRs."s;
    const std::string values = "\2\0\0\0\0\0\0\0\0\0\x80\x3f\0\0\0\x40"s;
    const std::string start = mark + "\x80\x02M\xe9\x03.\x80\x02}." + content + "\x80\x02]X\1\0\0\0ka."s;
    writeBytes(file, start + values);
    const WeightsFile read = readWeightsFile(file);
    CHECK(read.format == "torch (of before 1.6)");
    CHECK(valuesOf(named(read, "w")) == std::vector<float>{1, 2});
    writeBytes(file, start + values.substr(0, 12));
    CHECK(contains(messageOf<InputError>([&] { readWeightsFile(file); }), "storage k is cut short"));
    writeBytes(file, mark);
    CHECK(contains(messageOf<InputError>([&] { readWeightsFile(file); }), "cut short"));
}

TEST_CASE("What is no weights file is named, with what to do") {
    const TemporaryFolder folder;
    const auto file = folder / "w.pt";
    const auto error = [&](const std::string& bytes) {
        writeBytes(file, bytes);
        return messageOf<InputError>([&] { readWeightsFile(file); });
    };
    CHECK(contains(error("version https://git-lfs.github.com/spec/v1\noid sha256:0\n"), "git lfs pull"));
    CHECK(contains(error("\n<!DOCTYPE html><html>"), "a web page"));
    CHECK(contains(error("{\"weight_map\": {}}"), "a JSON text"));
    CHECK(contains(error("\x80\x04\x95\x10"s + std::string(20, '\1')), "a pickle that torch.save has not written"));
    CHECK(contains(error("\x1f\x8b\x08"), "a gzip archive"));
    CHECK(contains(error(""), "an empty file"));
    // A header's length may look like any of them.
    const std::string header = R"({"x":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}} )";
    for (const char low : {'{', '[', '\x0a'}) {
        std::string padded = header;
        padded.resize(static_cast<unsigned char>(low) < header.size() ? 256 + low : low, ' ');
        std::string length(8, '\0');
        length[0] = low;
        length[1] = static_cast<char>(padded.size() / 256);
        writeBytes(file, length + padded + '\1');
        CHECK(readWeightsFile(file).tensors.size() == 1);
    }
}
