#include "places/class_names.h"

#include "support/catch.h"
#include "support/message_of.h"
#include "support/temporary_folder.h"

#include <fstream>

using namespace lightcl;
using namespace lightcl::test;

namespace {

DatasetInfo tinyWith(std::int64_t classes) {
    DatasetInfo dataset = *catalog().dataset("tiny-imagenet");
    dataset.classes = classes;
    return dataset;
}

void writeLines(const std::filesystem::path& file, const std::string& text) {
    std::ofstream(file, std::ios::binary) << text;
}

} // namespace

TEST_CASE("TinyImageNet's classes are named by their first words, told apart where these are the same", "[places]") {
    const TemporaryFolder folder;
    writeLines(folder.path() / "wnids.txt", "n03\r\nn01\nn02\nn04\n");
    writeLines(folder.path() / "words.txt",
               "n01\tgoldfish, Carassius auratus\nn02\tcrane\nn03\tcrane, bird\nn09\tcat\n");
    DatasetInfo dataset = tinyWith(4);
    nameClasses(dataset, folder.path());
    CHECK(dataset.classNames == std::vector<std::string>{"goldfish", "crane (n02)", "crane (n03)", "n04"});
}

TEST_CASE("without words the classes keep their own names, and known ones are kept", "[places]") {
    const TemporaryFolder folder;
    writeLines(folder.path() / "wnids.txt", "n03\nn01\n");
    DatasetInfo dataset = tinyWith(2);
    nameClasses(dataset, folder.path());
    CHECK(dataset.classNames == std::vector<std::string>{"n01", "n03"});
    DatasetInfo cifar = *catalog().dataset("cifar-10");
    nameClasses(cifar, folder.path());
    CHECK(cifar.classNames.front() == "airplane");
    DatasetInfo other = tinyWith(3);
    CHECK(contains(messageOf<InputError>([&] { nameClasses(other, folder.path()); }),
                   "wnids.txt: expected the names of 3 classes, one a line, found 2 (2 different ones)"));
}
