#include "places/image_folder.h"
#include "support/catch.h"
#include "support/error_message.h"
#include "support/image_tree.h"
#include "support/message_of.h"
#include "support/unprivileged.h"

using namespace lightcl;
using namespace lightcl::test;

namespace {

std::string classesError(const std::filesystem::path& root, double heldOut = 0) {
    return inputErrorOf([&] { static_cast<void>(imageClasses(root, heldOut)); });
}

std::vector<std::string> names(const std::vector<ImageClass>& classes) {
    std::vector<std::string> result;
    for (const auto& one : classes) result.push_back(one.name);
    return result;
}

} // namespace

TEST_CASE("the classes of an image folder are its folders by name", "[catalog]") {
    const TemporaryFolder folder;
    writeTree(folder, {"train/dog/1.jpg", "train/cat/1.jpg", "test/cat/1.png", "test/dog/1.jpg", "train/.git/x",
                       "train/readme.txt"});
    const auto classes = imageClasses(folder.path(), 0);
    CHECK(names(classes) == std::vector<std::string>{"cat", "dog"});
    CHECK(classes[1].train == folder / "train/dog");
    CHECK(classes[1].test == folder / "test/dog");
    // With a share held out, the test folder is not used, and need not be there.
    CHECK(imageClasses(folder.path(), 0.1)[0].test.empty());
    std::filesystem::rename(folder / "test", folder / "val");
    CHECK(imageClasses(folder.path(), 0)[0].test == folder / "val/cat");
    std::filesystem::remove_all(folder / "val");
    CHECK(names(imageClasses(folder.path(), 0.1)) == std::vector<std::string>{"cat", "dog"});
    CHECK(classesError(folder.path()) == "scenario.held_out: expected a share above 0, as " + folder.path().string() +
                                             " has no folder test to test on");
}

TEST_CASE("one folder of classes needs a share held out", "[catalog]") {
    const TemporaryFolder folder;
    writeTree(folder, {"b/1.jpg", "a/1.jpg"});
    const auto classes = imageClasses(folder.path(), 0.5);
    CHECK(names(classes) == std::vector<std::string>{"a", "b"});
    CHECK(classes[0].train == folder / "a");
    CHECK(contains(classesError(folder.path()), "scenario.held_out: expected a share above 0"));
}

TEST_CASE("an image folder that is none is told in one line", "[catalog]") {
    const TemporaryFolder folder;
    CHECK(classesError({}) == "scenario.data_path: expected the folder of the images, got nothing");
    CHECK(contains(classesError(folder / "absent"), "expected a folder of images, found none at "));
    CHECK(contains(classesError(folder.path(), 0.1), "expected a folder for each class in "));
    writeTree(folder, {"train/a/1.jpg", "train/b/1.jpg", "test/a/1.jpg"});
    CHECK(contains(classesError(folder.path()), "expected the same class folders in "));
    CHECK(contains(classesError(folder.path()), "found b in one only"));
    writeTree(folder, {"test/b/1.jpg", "test/c/1.jpg"});
    CHECK(contains(classesError(folder.path()), "found c in one only"));
}

TEST_CASE("images are known by their endings and sorted; links are followed, folders passed over", "[catalog]") {
    const TemporaryFolder folder;
    writeTree(folder, {"a/2.JPEG", "a/10.png", "a/1.Jpg", "a/notes.txt", "a/.hidden.jpg", "a/jpg", "a/deep.jpg/x.jpg"});
    std::filesystem::create_directory_symlink("..", folder / "a/up");
    std::filesystem::create_symlink("loop.jpg", folder / "a/loop.jpg");
    CHECK(imageNames(folder / "a") == std::vector<std::string>{"1.Jpg", "10.png", "2.JPEG", "loop.jpg"});
    std::filesystem::create_directory_symlink("self", folder / "self");
    CHECK(names(imageClasses(folder.path(), 0.1)) == std::vector<std::string>{"a"});
    std::filesystem::create_directories(folder / "empty");
    CHECK(inputErrorOf([&] { imageNames(folder / "empty"); }) ==
          (folder / "empty").string() + ": expected images (.jpg, .jpeg or .png), found none");
}

TEST_CASE("a class folder that may not be read is told", "[catalog]") {
    const TemporaryFolder folder;
    writeTree(folder, {"a/1.jpg"});
    std::filesystem::permissions(folder / "a", std::filesystem::perms::none);
    {
        const Unprivileged user;
        if (user.active()) {
            CHECK(inputErrorOf([&] { imageNames(folder / "a"); }) ==
                  (folder / "a").string() + ": cannot be read: Permission denied");
        }
    }
    std::filesystem::permissions(folder / "a", std::filesystem::perms::owner_all);
}

TEST_CASE("a class may be called train, test, val or valid", "[catalog]") {
    const TemporaryFolder folder;
    writeTree(folder, {"bus/1.jpg", "train/1.jpg", "tram/1.jpg"});
    const std::vector<std::string> three = {"bus", "train", "tram"};
    CHECK(names(imageClasses(folder.path(), 0.2)) == three);
    CHECK(contains(classesError(folder.path()),
                   "scenario.held_out: expected a share above 0, as the folders in " + folder.path().string()));
    SECTION("with folders within, which are passed over in any class") {
        writeTree(folder, {"train/old/1.jpg"});
        CHECK(names(imageClasses(folder.path(), 0.2)) == three);
    }
    SECTION("with images of kinds that are not read") {
        std::filesystem::rename(folder / "train/1.jpg", folder / "train/1.webp");
        CHECK(names(imageClasses(folder.path(), 0.2)) == three);
    }
    SECTION("beside one called as a test split is") {
        writeTree(folder, {"test/1.jpg", "val/1.jpg", "valid/1.jpg"});
        CHECK(names(imageClasses(folder.path(), 0.2)) ==
              std::vector<std::string>{"bus", "test", "train", "tram", "val", "valid"});
        CHECK(contains(classesError(folder.path()), "scenario.held_out: expected a share above 0"));
    }
    SECTION("or empty, which is told") {
        std::filesystem::remove(folder / "train/1.jpg");
        CHECK(names(imageClasses(folder.path(), 0.2)) == three);
        CHECK(contains(inputErrorOf([&] { imagesOfFolder(folder.path(), 0.2, false); }),
                       (folder / "train").string() + ": expected images"));
    }
    SECTION("but not where it holds only folders, beside others and no test split") {
        std::filesystem::remove(folder / "train/1.jpg");
        writeTree(folder, {"train/old/1.jpg"});
        CHECK(classesError(folder.path(), 0.2) ==
              "scenario.data_path: expected images in " + (folder / "train").string() + " as in " +
                  (folder / "bus").string() +
                  ", or a folder test beside it; found folders in it and neither (if its folders are the classes, name "
                  "it itself)");
    }
}

TEST_CASE("train is a split beside test, val, valid or validation", "[catalog]") {
    const TemporaryFolder folder;
    writeTree(folder, {"train/a/1.jpg", "train/b/1.jpg", "notes/x.txt"});
    for (const auto* name : {"validation", "valid", "val", "test"}) {
        INFO(name);
        std::filesystem::create_directories(folder / name / "a");
        std::filesystem::create_directories(folder / name / "b");
        CHECK(imageClasses(folder.path(), 0).front().test == folder / name / "a"); // each goes before those above
        CHECK(names(imageClasses(folder.path(), 0.5)) == std::vector<std::string>{"a", "b"});
    }
    SECTION("loose images in it are in no class") {
        std::filesystem::remove_all(folder / "notes");
        writeTree(folder, {"train/preview.png"});
        CHECK(names(imageClasses(folder.path(), 0)) == std::vector<std::string>{"a", "b"});
    }
    SECTION("train and test are no classes by themselves") {
        std::filesystem::remove_all(folder / "notes");
        std::filesystem::remove_all(folder / "train");
        writeTree(folder, {"train/1.jpg", "train/2.jpg"});
        for (const double share : {0.0, 0.5}) {
            CHECK(classesError(folder.path(), share) == "scenario.data_path: expected a folder for each class in " +
                                                            (folder / "train").string() + ", found none");
        }
    }
}

TEST_CASE("images of kinds that are not read are refused, or counted", "[catalog]") {
    const TemporaryFolder folder;
    writeTree(folder, {"train/a/1.jpg", "train/a/2.WebP", "train/b/1.png", "train/b/2.tiff", "train/b/3.ppm",
                       "train/b/notes.txt", "train/b/.x.gif", "train/b/4.jfif", "test/a/1.jpg", "test/b/1.jpg",
                       "test/b/2.avif", "test/b/deep.bmp/1.jpg"});
    CHECK(
        inputErrorOf([&] { imagesOfFolder(folder.path(), 0, false); }) ==
        "scenario.data_path: expected images that are .jpg, .jpeg or .png, found 4 of other kinds (.avif, .ppm, .tiff, "
        ".webp), the first " +
            (folder / "train/a/2.WebP").string() +
            "; ImageMagick converts a folder's: mogrify -format png *.WebP; or scenario.skip_unreadable = true leaves "
            "them out");
    const auto images = imagesOfFolder(folder.path(), 0, true);
    CHECK(images.passedOver == 4);
    CHECK(images.classes[1].train == std::vector<std::string>{"1.png", "4.jfif"});
    CHECK(images.classes[1].test == std::vector<std::string>{"1.jpg"});
    std::filesystem::remove(folder / "train/a/1.jpg");
    CHECK(inputErrorOf([&] { imagesOfFolder(folder.path(), 0, true); }) ==
          "scenario.data_path: " + (folder / "train/a").string() +
              ": expected images (.jpg, .jpeg or .png), found none");
}
