#include "base/error.h"
#include "data/image_list.h"
#include "support/catch.h"
#include "support/image_tree.h"
#include "support/message_of.h"

using namespace lightcl;
using namespace lightcl::test;

namespace {

using Entries = std::vector<ImageEntry>;

/// TinyImageNet's layout with two classes of two images, and three validation images.
void writeTiny(const TemporaryFolder& folder) {
    writeTree(folder, {"train/n02/images/n02_0.JPEG", "train/n02/images/n02_1.JPEG", "train/n02/n02_boxes.txt",
                       "train/n01/images/n01_0.JPEG", "train/n01/images/n01_1.JPEG", "val/images/val_0.JPEG",
                       "val/images/val_1.JPEG", "val/images/val_2.JPEG"});
    writeBytes(folder / "wnids.txt", "n02\nn01\n");
    writeBytes(folder / "val/val_annotations.txt",
               "val_0.JPEG\tn02\t0\t32\t44\t62\nval_1.JPEG\tn01\t1\t2\t3\t4\r\nval_2.JPEG\tn02\t0\t0\t1\t1\n");
}

std::string tinyError(const TemporaryFolder& folder) {
    return messageOf<InputError>([&] { tinyImageNetList(folder.path(), 2, 0); });
}

} // namespace

TEST_CASE("An image folder is listed class by class, each by name") {
    const TemporaryFolder folder;
    writeTree(folder, {"train/b/1.jpg", "train/a/2.jpg", "train/a/1.png", "test/a/9.jpg", "test/b/8.jpg"});
    const auto list = imageFolderList(folder.path(), 0);
    CHECK((list.train == Entries{{"train/a/1.png", 0}, {"train/a/2.jpg", 0}, {"train/b/1.jpg", 1}}));
    CHECK((list.test == Entries{{"test/a/9.jpg", 0}, {"test/b/8.jpg", 1}}));
}

TEST_CASE("The last images of each class are held out") {
    const TemporaryFolder folder;
    writeTree(folder, {"a/1.jpg", "a/2.jpg", "a/3.jpg", "b/1.jpg", "b/2.jpg"});
    const auto list = imageFolderList(folder.path(), 0.5);
    CHECK((list.train == Entries{{"a/1.jpg", 0}, {"b/1.jpg", 1}}));
    CHECK((list.test == Entries{{"a/2.jpg", 0}, {"a/3.jpg", 0}, {"b/2.jpg", 1}}));
}

TEST_CASE("TinyImageNet's classes are its sorted names, and its test images the annotated ones") {
    const TemporaryFolder folder;
    writeTiny(folder);
    const auto list = tinyImageNetList(folder.path(), 2, 0);
    CHECK(list.train.size() == 4);
    CHECK((list.train.front() == ImageEntry{"train/n01/images/n01_0.JPEG", 0}));
    CHECK((list.train.back() == ImageEntry{"train/n02/images/n02_1.JPEG", 1}));
    CHECK((list.test ==
           Entries{{"val/images/val_1.JPEG", 0}, {"val/images/val_0.JPEG", 1}, {"val/images/val_2.JPEG", 1}}));
    const auto held = tinyImageNetList(folder.path(), 2, 0.5);
    CHECK((held.test == Entries{{"train/n01/images/n01_1.JPEG", 0}, {"train/n02/images/n02_1.JPEG", 1}}));
}

TEST_CASE("What is wrong with TinyImageNet's files is told with the file") {
    const TemporaryFolder folder;
    writeTiny(folder);
    const auto annotations = folder / "val/val_annotations.txt";
    writeBytes(annotations, "val_0.JPEG\tn03\t0\n");
    CHECK(tinyError(folder) ==
          annotations.string() + ": expected an image and its class in each line, found \"val_0.JPEG\tn03\t0\"");
    writeBytes(annotations, "../../etc/x\tn01\n");
    CHECK(contains(tinyError(folder), "expected an image and its class in each line"));
    std::filesystem::remove(annotations);
    CHECK(tinyError(folder) == annotations.string() + ": expected a text file, found none");
    writeBytes(folder / "wnids.txt", "n01\nn01\n");
    CHECK(contains(tinyError(folder), "expected the names of 2 classes, one a line, found 2 (1 different ones)"));
    writeBytes(folder / "wnids.txt", "n01\nn09\n");
    CHECK(contains(tinyError(folder), "train/n09/images: cannot be read: No such file or directory"));
}
