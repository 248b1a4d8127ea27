#include "base/error.h"
#include "support/catch.h"
#include "support/message_of.h"
#include "weights/torch_file_writer.h"
#include "weights/weights_fixture.h"

#include <cstring>

using namespace lightcl;
using namespace lightcl::test;

TEST_CASE("Views of a shared storage that PyTorch saved are read by offset and strides") {
    const WeightsFile content = readWeightsFile(dataFile("views.pt"));
    CHECK(content.format == "torch");
    const auto values = [&](const std::string& name) { return valuesOf(named(content, "module." + name)); };
    CHECK(values("column") == std::vector<float>{2, 8, 14, 20});
    CHECK(values("block") == std::vector<float>{7, 9, 13, 15});
    CHECK(values("expanded") == std::vector<float>{1.5, 1.5, 1.5});
    CHECK(values("scalar") == std::vector<float>{2.5});
    CHECK(values("empty").empty());
    CHECK(values("parameter") == std::vector<float>{18, 19, 20, 21, 22, 23});
    const auto transposed = values("transposed");
    CHECK(std::vector<float>(transposed.begin(), transposed.begin() + 5) == std::vector<float>{0, 6, 12, 18, 1});
    CHECK(named(content, "module.transposed").shape == std::vector<std::int64_t>{6, 4});
    CHECK_FALSE(named(content, "module.transposed").isContiguous());
    CHECK(named(content, "module.base").isContiguous());
    CHECK(named(content, "module.base").storage == named(content, "module.block").storage);
    CHECK(content.tensors.size() == 17); // and nothing of the optimizer
}

TEST_CASE("Every type that PyTorch saved is read") {
    const WeightsFile content = readWeightsFile(dataFile("views.pt"));
    const std::vector<std::pair<std::string, ElementType>> types = {
        {"float64", ElementType::F64}, {"float16", ElementType::F16}, {"bfloat16", ElementType::BF16},
        {"int64", ElementType::I64},   {"int32", ElementType::I32},   {"int16", ElementType::I16},
        {"int8", ElementType::I8},     {"uint8", ElementType::U8},    {"bool", ElementType::Bool}};
    for (const auto& [name, type] : types) {
        CAPTURE(name);
        const StoredTensor& tensor = named(content, "module." + name);
        CHECK(tensor.type == type);
        CHECK(tensor.shape == std::vector<std::int64_t>{4});
        CHECK(tensor.storage->size() == 4 * bytesOf(type));
    }
    double last = 0;
    std::memcpy(&last, named(content, "module.float64").first() + 24, sizeof last);
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
        "torch", {}, {countingTensor("b", {2, 3}), countingTensor("a", {}), countingTensor("é", {0})}};
    writeTorchFile(file, viewsOf(content));
    const WeightsFile read = readWeightsFile(file);
    REQUIRE(read.tensors.size() == 3);
    for (std::size_t i = 0; i < 3; ++i) {
        CHECK(read.tensors[i].name == content.tensors[i].name);
        CHECK(read.tensors[i].shape == content.tensors[i].shape);
        CHECK(valuesOf(read.tensors[i]) == valuesOf(content.tensors[i]));
    }
}

TEST_CASE("What torch.save wrote before release 1.6 is known, and refused with advice") {
    const TemporaryFolder folder;
    const auto file = folder / "old.pt";
    writeBytes(file, "\x80\x02\x8a\x0al\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19.");
    CHECK(contains(messageOf<InputError>([&] { readWeightsFile(file); }), "found that of before release 1.6"));
}
