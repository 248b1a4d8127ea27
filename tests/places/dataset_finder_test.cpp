#include "places/dataset_finder.h"
#include "support/catch.h"
#include "support/error_message.h"
#include "support/message_of.h"
#include "support/temporary_folder.h"

using namespace lightcl;
using namespace lightcl::test;

namespace {

DatasetInfo pictures(const TemporaryFolder& folder) {
    DatasetInfo info;
    info.name = "pictures";
    info.files = {"images.gz", "labels.gz"};
    info.folders = {(folder / "first").string(), (folder / "second").string()};
    info.homepage = "https://example.org";
    for (const auto& path : info.folders) std::filesystem::create_directories(path);
    return info;
}

} // namespace

TEST_CASE("A dataset is the first folder with all files, gzipped or not") {
    const TemporaryFolder folder;
    const auto info = pictures(folder);
    CHECK_FALSE(findDataset(info, {}));
    writeBytes(folder / "first" / "images.gz", "");
    writeBytes(folder / "second" / "images", "");
    writeBytes(folder / "second" / "labels.gz", "");
    CHECK(findDataset(info, {}) == folder / "second");
    CHECK(findDatasetFile(folder / "second", "images.gz") == folder / "second" / "images");
    CHECK(missingDatasetFiles(info, folder / "first") == std::vector<std::string>{"labels.gz"});
}

TEST_CASE("A given data path is the only place to look") {
    const TemporaryFolder folder;
    const auto info = pictures(folder);
    for (const auto* name : {"images", "labels"}) writeBytes(folder / "first" / name, "");
    CHECK(findDataset(info, {}) == folder / "first");
    CHECK_FALSE(findDataset(info, (folder / "second").string()));
}

TEST_CASE("A folder below $XDG_DATA_HOME follows the variable") {
    const TemporaryFolder folder;
    DatasetInfo info;
    info.folders = {"$XDG_DATA_HOME/lightcl/datasets/pictures"};
    const char* before = std::getenv("XDG_DATA_HOME");
    const std::string kept = before != nullptr ? before : "";
    setenv("XDG_DATA_HOME", folder.path().c_str(), 1);
    CHECK(datasetFolders(info, {}).front() == folder / "lightcl/datasets/pictures");
    before != nullptr ? setenv("XDG_DATA_HOME", kept.c_str(), 1) : unsetenv("XDG_DATA_HOME");
}

TEST_CASE("A missing dataset is one line that says what, where and who has it") {
    const TemporaryFolder folder;
    const auto info = pictures(folder);
    writeBytes(folder / "second" / "labels", "");
    const auto message = inputErrorOf([&] { requireDataset(info, {}); });
    CHECK(message == "dataset pictures: not found: " + (folder / "first").string() + " has none of its files; " +
                         (folder / "second").string() +
                         " lacks images.gz; images.gz, labels.gz are to be had from https://example.org");
    auto packaged = info;
    packaged.debianPackage = "dataset-pictures";
    CHECK(inputErrorOf([&] { requireDataset(packaged, {}); }) ==
          message + ", or as the Debian package dataset-pictures");
}
