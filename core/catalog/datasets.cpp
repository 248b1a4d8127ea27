#include "catalog/entries.h"

namespace lightcl {

namespace {

const std::vector<std::string>& idxFiles() {
    static const std::vector<std::string> files = {"train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz",
                                                   "t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz"};
    return files;
}

DatasetInfo fashionMnist() {
    return {.name = "fashion-mnist",
            .title = "Fashion-MNIST",
            .help = "28x28 grey pictures of clothes, 60,000 to train and 10,000 to test; Debian package "
                    "dataset-fashion-mnist.",
            .input = {1, 28, 28},
            .classes = 10,
            .trainSamplesPerClass = 6000,
            .testSamplesPerClass = 1000,
            .classNames = {"T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag",
                           "Ankle boot"},
            .files = idxFiles(),
            .folders = {"$XDG_DATA_HOME/lightcl/datasets/fashion-mnist", "/usr/share/datasets/fashion-mnist"},
            .homepage = "https://github.com/zalandoresearch/fashion-mnist"};
}

DatasetInfo mnist() {
    // The real counts per class differ a little (5,421 to 6,742); the cost model works with their mean.
    return {.name = "mnist",
            .title = "MNIST",
            .help = "28x28 grey pictures of handwritten digits, 60,000 to train and 10,000 to test.",
            .input = {1, 28, 28},
            .classes = 10,
            .trainSamplesPerClass = 6000,
            .testSamplesPerClass = 1000,
            .classNames = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"},
            .files = idxFiles(),
            .folders = {"$XDG_DATA_HOME/lightcl/datasets/mnist", "/usr/share/datasets/mnist"},
            .homepage = "http://yann.lecun.com/exdb/mnist/"};
}

DatasetInfo cifar10() {
    return {.name = "cifar-10",
            .title = "CIFAR-10",
            .help = "32x32 colour photographs of animals and vehicles, 50,000 to train and 10,000 to test; the binary "
                    "release.",
            .input = {3, 32, 32},
            .classes = 10,
            .trainSamplesPerClass = 5000,
            .testSamplesPerClass = 1000,
            .classNames = {"airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"},
            .files = {"data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin",
                      "data_batch_5.bin", "test_batch.bin"},
            .folders = {"$XDG_DATA_HOME/lightcl/datasets/cifar-10", "/usr/share/datasets/cifar-10"},
            .homepage = "https://www.cs.toronto.edu/~kriz/cifar.html"};
}

} // namespace

std::vector<DatasetInfo> datasetEntries() {
    return {fashionMnist(), mnist(), cifar10()};
}

} // namespace lightcl
