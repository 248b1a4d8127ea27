#include "base/error.h"
#include "data/dataset.h"
#include "data/held_out_split.h"
#include "support/catch.h"
#include "support/data_files.h"
#include "support/message_of.h"
#include "support/temporary_folder.h"

using namespace lightcl;
using namespace lightcl::test;

namespace {

DatasetInfo smallIdx(const std::string& folder) {
    DatasetInfo info;
    info.name = "fashion-mnist";
    info.input = {1, 2, 2};
    info.classes = 10;
    info.files = {"train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz", "t10k-images-idx3-ubyte.gz",
                  "t10k-labels-idx1-ubyte.gz"};
    info.folders = {folder};
    info.homepage = "https://example.org/clothes";
    return info;
}

/// Three images to train and one to test.
void writeSmallIdx(const TemporaryFolder& folder) {
    writeGzip(folder / "train-images-idx3-ubyte.gz", idxBytes({3, 2, 2}, someBytes(12)));
    writeGzip(folder / "train-labels-idx1-ubyte.gz", idxBytes({3}, "\x05\x01\x02"));
    writeBytes(folder / "t10k-images-idx3-ubyte", idxBytes({1, 2, 2}, someBytes(4)));
    writeBytes(folder / "t10k-labels-idx1-ubyte", idxBytes({1}, "\x07"));
}

ScenarioSettings placedAt(const std::filesystem::path& dataPath, double heldOut = 0) {
    ScenarioSettings scenario;
    scenario.dataPath = dataPath.string();
    scenario.heldOut = heldOut;
    return scenario;
}

std::string loadError(const DatasetInfo& info, const std::string& dataPath = {}) {
    return messageOf<InputError>([&] { loadDataset(info, placedAt(dataPath)); });
}

/// Records of CIFAR-10 with consecutive labels.
std::string cifarRecords(char first, int count) {
    std::string bytes;
    for (int i = 0; i < count; ++i) bytes += static_cast<char>(first + i) + someBytes(3072);
    return bytes;
}

} // namespace

TEST_CASE("A dataset of IDX files is loaded from its folder or from the path given") {
    const TemporaryFolder folder;
    writeSmallIdx(folder);
    const auto check = [](const Dataset& data) {
        CHECK(data.train.images.sizes() == torch::IntArrayRef{3, 1, 2, 2});
        CHECK(torch::equal(data.train.labels, torch::tensor({5, 1, 2}, torch::kInt64)));
        CHECK(data.test.images.sizes() == torch::IntArrayRef{1, 1, 2, 2});
        CHECK(data.test.labels.item<int>() == 7);
    };
    check(loadDataset(smallIdx(folder.path().string()), placedAt("")));
    check(loadDataset(smallIdx("/nonexistent"), placedAt(folder.path())));
}

TEST_CASE("As many labels as images are expected") {
    const TemporaryFolder folder;
    writeSmallIdx(folder);
    writeGzip(folder / "train-labels-idx1-ubyte.gz", idxBytes({2}, "\x05\x01"));
    CHECK(loadError(smallIdx(folder.path().string())) ==
          (folder / "train-labels-idx1-ubyte.gz").string() +
              ": expected 3 labels, one for each image of train-images-idx3-ubyte.gz, found 2");
}

TEST_CASE("A dataset that is not whole is refused as requireDataset() does") {
    const TemporaryFolder folder;
    writeSmallIdx(folder);
    std::filesystem::remove(folder / "t10k-labels-idx1-ubyte");
    CHECK(contains(loadError(smallIdx("/nonexistent"), folder.path().string()),
                   "not found: " + folder.path().string() + " lacks t10k-labels-idx1-ubyte.gz; "));
}

TEST_CASE("A dataset in CIFAR's binary format is loaded in the files' order") {
    const TemporaryFolder folder;
    DatasetInfo info;
    info.name = "cifar-10";
    info.input = {3, 32, 32};
    info.classes = 10;
    info.layout = DatasetLayout::CifarBinary;
    info.trainCounts.assign(10, 1);
    info.testCounts.assign(10, 1);
    info.files = {"data_batch_1.bin", "data_batch_2.bin", "test_batch.bin"};
    writeBytes(folder / "data_batch_1.bin", cifarRecords(0, 5));
    writeBytes(folder / "data_batch_2.bin", cifarRecords(5, 5));
    writeBytes(folder / "test_batch.bin", cifarRecords(0, 10));
    const auto data = loadDataset(info, placedAt(folder.path()));
    CHECK(torch::equal(data.train.labels, torch::arange(10)));
    CHECK(torch::equal(data.test.labels, torch::arange(10)));
    CHECK(data.train.images.sizes() == torch::IntArrayRef{10, 3, 32, 32});
}

TEST_CASE("CIFAR-100 is loaded from its two files") {
    const TemporaryFolder folder;
    DatasetInfo info = *catalog().dataset("cifar-100");
    info.trainCounts.assign(100, 1);
    info.testCounts.assign(100, 1);
    std::string bytes;
    for (char label = 0; label < 100; ++label) bytes += '\0' + (label + someBytes(3072));
    writeBytes(folder / "train.bin", bytes);
    writeBytes(folder / "test.bin", bytes);
    const auto data = loadDataset(info, placedAt(folder.path()));
    CHECK(torch::equal(data.train.labels, torch::arange(100)));
    CHECK(data.test.images.sizes() == torch::IntArrayRef{100, 3, 32, 32});
}

TEST_CASE("A held-out share of each class's last training images is the test split") {
    Split train;
    train.labels = torch::tensor({0, 1, 0, 1, 0, 2, 0, 1, 0, 2}, torch::kInt64); // 5, 3 and 2 images
    train.images = torch::arange(10).to(torch::kUInt8).view({10, 1, 1, 1});
    const auto data = heldOutSplit(train, 3, 0.4); // rounded up: 2, 2, 1
    CHECK(torch::equal(data.train.images.flatten(), torch::tensor({0, 1, 2, 4, 5}, torch::kUInt8)));
    CHECK(torch::equal(data.test.images.flatten(), torch::tensor({3, 6, 7, 8, 9}, torch::kUInt8)));
    CHECK(torch::equal(data.train.labels, torch::tensor({0, 1, 0, 0, 2}, torch::kInt64)));
    CHECK(torch::equal(data.test.labels, torch::tensor({1, 0, 1, 0, 2}, torch::kInt64)));
}

TEST_CASE("With a share held out, a data set's own test split is not used") {
    const TemporaryFolder folder;
    DatasetInfo info = *catalog().dataset("cifar-10");
    info.files = {"data_batch_1.bin", "data_batch_2.bin", "test_batch.bin"};
    info.trainCounts.assign(10, 2);
    info.testCounts.assign(10, 1);
    writeBytes(folder / "data_batch_1.bin", cifarRecords(0, 10));
    writeBytes(folder / "data_batch_2.bin", cifarRecords(0, 10));
    writeBytes(folder / "test_batch.bin", cifarRecords(0, 10));
    const auto data = loadDataset(info, placedAt(folder.path(), 0.5));
    CHECK(data.train.labels.size(0) == 10);
    CHECK(torch::equal(data.test.labels, torch::arange(10)));
}

TEST_CASE("The real Fashion-MNIST loads where it is installed") {
    if (!std::filesystem::exists("/usr/share/datasets/fashion-mnist/train-images-idx3-ubyte.gz")) return;
    const auto data = loadDataset(*catalog().dataset("fashion-mnist"), placedAt("/usr/share/datasets/fashion-mnist"));
    CHECK(data.train.images.sizes() == torch::IntArrayRef{60000, 1, 28, 28});
    CHECK(data.test.images.sizes() == torch::IntArrayRef{10000, 1, 28, 28});
    CHECK(torch::equal(data.train.labels.narrow(0, 0, 5), torch::tensor({9, 0, 0, 3, 0}, torch::kInt64)));
    CHECK(torch::equal(data.train.labels.bincount(), torch::full({10}, 6000, torch::kInt64)));
    CHECK(torch::equal(data.test.labels.bincount(), torch::full({10}, 1000, torch::kInt64)));
    CHECK(data.train.images.max().item<int>() == 255);
}
