#include "catalog/entries.h"

namespace lightcl {

namespace {

std::vector<std::int64_t> each(std::size_t classes, std::int64_t count) {
    return std::vector(classes, count);
}

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
            .trainCounts = each(10, 6000),
            .testCounts = each(10, 1000),
            .classNames = {"T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag",
                           "Ankle boot"},
            .files = idxFiles(),
            .folders = {"$XDG_DATA_HOME/lightcl/datasets/fashion-mnist", "/usr/share/datasets/fashion-mnist"},
            .homepage = "https://github.com/zalandoresearch/fashion-mnist",
            .debianPackage = "dataset-fashion-mnist",
            .normalisation = {{0.2860}, {0.3530}},
            .normalisationSource = "of its training images"};
}

DatasetInfo mnist() {
    return {.name = "mnist",
            .title = "MNIST",
            .help = "28x28 grey pictures of handwritten digits, 60,000 to train and 10,000 to test.",
            .input = {1, 28, 28},
            .classes = 10,
            .trainCounts = {5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949},
            .testCounts = {980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009},
            .classNames = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"},
            .files = idxFiles(),
            .folders = {"$XDG_DATA_HOME/lightcl/datasets/mnist", "/usr/share/datasets/mnist"},
            .homepage = "http://yann.lecun.com/exdb/mnist/",
            .normalisation = {{0.1307}, {0.3081}},
            .normalisationSource = "PyTorch's examples; of its training images"};
}

DatasetInfo cifar10() {
    return {.name = "cifar-10",
            .title = "CIFAR-10",
            .help = "32x32 colour photographs of animals and vehicles, 50,000 to train and 10,000 to test; the binary "
                    "release.",
            .layout = DatasetLayout::CifarBinary,
            .input = {3, 32, 32},
            .classes = 10,
            .trainCounts = each(10, 5000),
            .testCounts = each(10, 1000),
            .classNames = {"airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"},
            .files = {"data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin",
                      "data_batch_5.bin", "test_batch.bin"},
            .folders = {"$XDG_DATA_HOME/lightcl/datasets/cifar-10", "/usr/share/datasets/cifar-10"},
            .homepage = "https://www.cs.toronto.edu/~kriz/cifar.html",
            .normalisation = {{0.4914, 0.4822, 0.4465}, {0.2470, 0.2435, 0.2615}},
            .normalisationSource = "LightCL's reference code, and Mammoth (Buzzega et al. 2020, arXiv 2004.07211)",
            .normalises = true};
}

std::vector<std::string> cifar100Names() {
    return {"apple",      "aquarium_fish", "baby",         "bear",       "beaver",      "bed",         "bee",
            "beetle",     "bicycle",       "bottle",       "bowl",       "boy",         "bridge",      "bus",
            "butterfly",  "camel",         "can",          "castle",     "caterpillar", "cattle",      "chair",
            "chimpanzee", "clock",         "cloud",        "cockroach",  "couch",       "crab",        "crocodile",
            "cup",        "dinosaur",      "dolphin",      "elephant",   "flatfish",    "forest",      "fox",
            "girl",       "hamster",       "house",        "kangaroo",   "keyboard",    "lamp",        "lawn_mower",
            "leopard",    "lion",          "lizard",       "lobster",    "man",         "maple_tree",  "motorcycle",
            "mountain",   "mouse",         "mushroom",     "oak_tree",   "orange",      "orchid",      "otter",
            "palm_tree",  "pear",          "pickup_truck", "pine_tree",  "plain",       "plate",       "poppy",
            "porcupine",  "possum",        "rabbit",       "raccoon",    "ray",         "road",        "rocket",
            "rose",       "sea",           "seal",         "shark",      "shrew",       "skunk",       "skyscraper",
            "snail",      "snake",         "spider",       "squirrel",   "streetcar",   "sunflower",   "sweet_pepper",
            "table",      "tank",          "telephone",    "television", "tiger",       "tractor",     "train",
            "trout",      "tulip",         "turtle",       "wardrobe",   "whale",       "willow_tree", "wolf",
            "woman",      "worm"};
}

DatasetInfo cifar100() {
    return {.name = "cifar-100",
            .title = "CIFAR-100",
            .help = "32x32 colour photographs of 100 kinds of things, 50,000 to train and 10,000 to test; the binary "
                    "release.",
            .layout = DatasetLayout::CifarBinary,
            .input = {3, 32, 32},
            .classes = 100,
            .trainCounts = each(100, 500),
            .testCounts = each(100, 100),
            .classNames = cifar100Names(),
            .files = {"train.bin", "test.bin"},
            .folders = {"$XDG_DATA_HOME/lightcl/datasets/cifar-100", "/usr/share/datasets/cifar-100"},
            .homepage = "https://www.cs.toronto.edu/~kriz/cifar.html",
            .normalisation = {{0.5071, 0.4867, 0.4408}, {0.2675, 0.2565, 0.2761}},
            .normalisationSource = "Mammoth (Buzzega et al. 2020, arXiv 2004.07211)",
            .normalises = true};
}

DatasetInfo tinyImageNet() {
    return {.name = "tiny-imagenet",
            .title = "TinyImageNet",
            .help = "64x64 colour photographs of 200 of ImageNet's classes, 100,000 to train; its 10,000 validation "
                    "images are the test images.",
            .layout = DatasetLayout::TinyImageNet,
            .input = {3, 64, 64},
            .classes = 200,
            .trainCounts = each(200, 500),
            .testCounts = each(200, 50),
            .classNames = {},
            .files = {"wnids.txt", "train", "val/images", "val/val_annotations.txt"},
            .folders = {"$XDG_DATA_HOME/lightcl/datasets/tiny-imagenet", "/usr/share/datasets/tiny-imagenet"},
            .homepage = "http://cs231n.stanford.edu/tiny-imagenet-200.zip",
            .normalisation = {{0.4802, 0.4480, 0.3975}, {0.2770, 0.2691, 0.2821}},
            .normalisationSource = "Mammoth (Buzzega et al. 2020, arXiv 2004.07211)",
            .normalises = true};
}

DatasetInfo imageFolder() {
    return {.name = "image-folder",
            .title = "Image folder",
            .help = "JPEG and PNG files in scenario.data_path: train/CLASS/… and test/CLASS/…, or CLASS/… of which "
                    "scenario.held_out is the share to test on.",
            .layout = DatasetLayout::ImageFolder,
            .input = {},
            .classes = 0,
            .trainCounts = {},
            .testCounts = {},
            .classNames = {},
            .files = {},
            .folders = {},
            .homepage = {},
            .normalisation = {{0.485, 0.456, 0.406}, {0.229, 0.224, 0.225}},
            .normalisationSource = "ImageNet's, as torchvision's weights expect them",
            .normalises = true};
}

} // namespace

std::vector<DatasetInfo> datasetEntries() {
    return {fashionMnist(), mnist(), cifar10(), cifar100(), tinyImageNet(), imageFolder()};
}

} // namespace lightcl
