#include "base/error.h"
#include "spec/spec_file.h"
#include "spec/spec_text.h"
#include "support/catch.h"

using namespace lightcl;
using namespace lightcl::test;

namespace {

std::string methodError(const std::string& keys) {
    return specErrorOf(smallSpec("", keys));
}

} // namespace

TEST_CASE("a buffer that cannot hold a sample of each part is refused", "[spec]") {
    CHECK(methodError("name = \"fdr\"\nbuffer_size = 4") ==
          "a.toml:8: method.fdr.buffer_size: expected at least 5 (a sample for each of the 5 tasks), got 4");
    CHECK(methodError("name = \"a-gem\"\nbuffer_size = 3") ==
          "a.toml:8: method.a-gem.buffer_size: expected at least 5 (a sample for each of the 5 tasks), got 3");
    CHECK(methodError("name = \"icarl\"\nbuffer_size = 9") ==
          "a.toml:8: method.icarl.buffer_size: expected at least 10 (a sample for each of the 10 classes), got 9");
    for (const char* fits :
         {"name = \"fdr\"\nbuffer_size = 5", "name = \"icarl\"\nbuffer_size = 10", "name = \"er\"\nbuffer_size = 1"})
        CHECK(methodError(fits).empty());
}

TEST_CASE("a buffer needs a place for each class that is used, not for each of the data set", "[spec]") {
    const auto ofTwo = [](int places) {
        return specErrorOf(
            "name = \"a\"\n[scenario]\ndataset = \"fashion-mnist\"\ntask_sizes = [2]\nclass_order = [7, 3]\n"
            "[network]\nbackbone = \"mlp\"\n[[method]]\nname = \"icarl\"\nbuffer_size = " +
            std::to_string(places));
    };
    CHECK(ofTwo(5).empty());
    CHECK(ofTwo(1) ==
          "a.toml:10: method.icarl.buffer_size: expected at least 2 (a sample for each of the 2 classes), got 1");
}

TEST_CASE("classes that are learnt beforehand take no place of a buffer", "[spec][pretraining]") {
    for (const std::string order : {"", "class_order = \"random\"\n"})
        CHECK(specErrorOf("name = \"a\"\n[scenario]\ndataset = \"fashion-mnist\"\ntasks = 3\n" + order +
                          "[network]\nbackbone = \"mlp\"\n[pretraining]\nclasses = 4\n[[method]]\nname = \"icarl\"\n"
                          "buffer_size = 6\n")
                  .empty());
}

TEST_CASE("a GDumb schedule that rises is refused", "[spec]") {
    CHECK(methodError("name = \"gdumb\"\nmax_learning_rate = 0.001\nmin_learning_rate = 0.1") ==
          "a.toml:9: method.gdumb.min_learning_rate: expected at most max_learning_rate (0.001), got 0.1");
    CHECK(methodError("name = \"gdumb\"\nmax_learning_rate = 0.1\nmin_learning_rate = 0.1").empty());
}

TEST_CASE("SparCL's settings that leave nothing are refused", "[spec]") {
    CHECK(methodError("name = \"sparcl-er\"\nsparsity = 0.9\ngrow_back = 0.1") ==
          "a.toml:9: method.sparcl-er.grow_back: expected sparsity + grow_back below 1, got 1");
    CHECK(
        methodError("name = \"sparcl-der++\"\nremoval_share = 0.25") ==
        "a.toml:8: method.sparcl-der++.removal_share: expected less than all examples dropped by all removals, got 1");
}

TEST_CASE("what does not go together is told with its place, of the method that is meant", "[spec]") {
    try {
        static_cast<void>(
            parseExperiment(smallSpec("", "name = \"fdr\"\n[[method]]\nname = \"fdr\"\nbuffer_size = 2"), "a.toml"));
        FAIL("expected a refusal");
    } catch (const InputError& error) {
        CHECK(error.place().section == "method");
        CHECK(error.place().owner == "fdr");
        CHECK(error.place().key == "buffer_size");
        CHECK(error.place().origin == "a.toml:10");
        CHECK(error.place().ownerIndex == 1U);
        CHECK(error.complaint() == "expected at least 5 (a sample for each of the 5 tasks), got 2");
    }
}
