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
