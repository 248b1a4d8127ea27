#include "base/error.h"
#include "data/dataset.h"
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

std::string loadError(const DatasetInfo& info, const std::string& dataPath = {}) {
    return messageOf<InputError>([&] { loadDataset(info, dataPath); });
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
    check(loadDataset(smallIdx(folder.path().string()), ""));
    check(loadDataset(smallIdx("/nonexistent"), folder.path().string()));
}

TEST_CASE("As many labels as images are expected") {
    const TemporaryFolder folder;
    writeSmallIdx(folder);
    writeGzip(folder / "train-labels-idx1-ubyte.gz", idxBytes({2}, "\x05\x01"));
    CHECK(loadError(smallIdx(folder.path().string())) ==
          (folder / "train-labels-idx1-ubyte.gz").string() +
              ": expected 3 labels, one for each image of train-images-idx3-ubyte.gz, found 2");
}

TEST_CASE("A missing dataset says what was looked for, where, and who offers it") {
    const TemporaryFolder folder;
    auto info = smallIdx((folder / "here").string());
    info.folders.push_back((folder / "there").string());
    CHECK(loadError(info) ==
          "dataset fashion-mnist: expected the files train-images-idx3-ubyte.gz, train-labels-idx1-ubyte.gz, "
          "t10k-images-idx3-ubyte.gz, t10k-labels-idx1-ubyte.gz in " +
              (folder / "here").string() + " or " + (folder / "there").string() +
              "; its makers offer it at https://example.org/clothes, or as the Debian package dataset-fashion-mnist");
    info.name = "mnist";
    CHECK_FALSE(contains(loadError(info), "Debian"));
}

TEST_CASE("A folder with some of a dataset's files says which it lacks") {
    const TemporaryFolder folder;
    writeSmallIdx(folder);
    std::filesystem::remove(folder / "t10k-labels-idx1-ubyte");
    CHECK(contains(loadError(smallIdx("/nonexistent"), folder.path().string()),
                   "; " + folder.path().string() + " lacks t10k-labels-idx1-ubyte.gz; "));
}

TEST_CASE("A dataset in CIFAR's binary format is loaded in the files' order") {
    const TemporaryFolder folder;
    DatasetInfo info;
    info.name = "cifar-10";
    info.input = {3, 32, 32};
    info.classes = 10;
    info.trainSamplesPerClass = 1;
    info.testSamplesPerClass = 1;
    info.files = {"data_batch_1.bin", "data_batch_2.bin", "test_batch.bin"};
    const auto records = [](char first, int count) {
        std::string bytes;
        for (int i = 0; i < count; ++i) bytes += static_cast<char>(first + i) + someBytes(3072);
        return bytes;
    };
    writeBytes(folder / "data_batch_1.bin", records(0, 5));
    writeBytes(folder / "data_batch_2.bin", records(5, 5));
    writeBytes(folder / "test_batch.bin", records(0, 10));
    const auto data = loadDataset(info, folder.path().string());
    CHECK(torch::equal(data.train.labels, torch::arange(10)));
    CHECK(torch::equal(data.test.labels, torch::arange(10)));
    CHECK(data.train.images.sizes() == torch::IntArrayRef{10, 3, 32, 32});
}

TEST_CASE("The real Fashion-MNIST loads where it is installed") {
    if (!std::filesystem::exists("/usr/share/datasets/fashion-mnist/train-images-idx3-ubyte.gz")) return;
    const auto data = loadDataset(*catalog().dataset("fashion-mnist"), "/usr/share/datasets/fashion-mnist");
    CHECK(data.train.images.sizes() == torch::IntArrayRef{60000, 1, 28, 28});
    CHECK(data.test.images.sizes() == torch::IntArrayRef{10000, 1, 28, 28});
    CHECK(torch::equal(data.train.labels.narrow(0, 0, 5), torch::tensor({9, 0, 0, 3, 0}, torch::kInt64)));
    CHECK(torch::equal(data.train.labels.bincount(), torch::full({10}, 6000, torch::kInt64)));
    CHECK(torch::equal(data.test.labels.bincount(), torch::full({10}, 1000, torch::kInt64)));
    CHECK(data.train.images.max().item<int>() == 255);
}
