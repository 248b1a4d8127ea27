#include "base/error.h"
#include "data/cifar_file.h"
#include "support/catch.h"
#include "support/data_files.h"
#include "support/message_of.h"
#include "support/temporary_folder.h"

using namespace lightcl;
using namespace lightcl::test;

namespace {

std::string record(char label, unsigned seed) {
    return label + someBytes(3072, seed);
}

} // namespace

TEST_CASE("CIFAR files are read one after the other") {
    const TemporaryFolder folder;
    writeBytes(folder / "a.bin", record(3, 1) + record(9, 2));
    writeGzip(folder / "b.bin", record(0, 3) + record(1, 4));
    const auto split = readCifarFiles({folder / "a.bin", folder / "b.bin"}, {.records = 2});
    CHECK(torch::equal(split.labels, torch::tensor({3, 9, 0, 1}, torch::kInt64)));
    REQUIRE(split.images.sizes() == torch::IntArrayRef{4, 3, 32, 32});
    for (int i = 0; i < 4; ++i) {
        const auto image = split.images[i].flatten();
        CHECK(image[0].item<int>() == i + 1);
        CHECK(image[3071].item<int>() == ((i + 1 + 3071 * 37) & 0xff));
    }
}

TEST_CASE("A CIFAR file of another length or with other labels is refused") {
    const TemporaryFolder folder;
    const auto good = folder / "good.bin";
    const auto bad = folder / "bad.bin";
    writeBytes(good, record(3, 1) + record(9, 2));
    const auto message = [&] { return messageOf<InputError>([&] { readCifarFiles({good, bad}, {.records = 2}); }); };

    CHECK(message() == bad.string() + ": expected a data file, found none");
    writeBytes(bad, record(3, 1));
    CHECK(message() == bad.string() + ": expected 6146 bytes, found 3073 (the file is cut short)");
    writeBytes(bad, (record(3, 1) + record(9, 2)).substr(0, 6145));
    CHECK(message() == bad.string() + ": expected 6146 bytes, found 6145 (the file is cut short)");
    writeBytes(bad, record(3, 1) + record(9, 2) + "x");
    CHECK(message() == bad.string() + ": expected 6146 bytes, found more");
    writeBytes(bad, record(3, 1) + record(10, 2));
    CHECK(message() == bad.string() + ": expected labels from 0 to 9, found 10 at position 1");
}

TEST_CASE("A CIFAR-100 file has two labels a record, of which the fine one is the class") {
    const TemporaryFolder folder;
    const auto file = folder / "train.bin";
    writeBytes(file, '\x13' + record(99, 1) + '\x02' + record(7, 2));
    const CifarFormat format{.records = 2, .labelBytes = 2, .classes = 100};
    const auto split = readCifarFiles({file}, format);
    CHECK(torch::equal(split.labels, torch::tensor({99, 7}, torch::kInt64)));
    CHECK(split.images[1].flatten()[0].item<int>() == 2);
    writeBytes(file, '\x13' + record(99, 1) + '\x02' + record(100, 2));
    CHECK(messageOf<InputError>([&] { readCifarFiles({file}, format); }) ==
          file.string() + ": expected labels from 0 to 99, found 100 at position 1");
}
