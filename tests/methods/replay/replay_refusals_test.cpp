#include "base/error.h"
#include "engine/engine_fixture.h"
#include "methods/method_factory.h"
#include "spec/method_network.h"
#include "support/catch.h"
#include "support/message_of.h"

using namespace lightcl;
using namespace lightcl::test;

namespace {

std::string refusal(const std::string& method, const std::string& keys,
                    const ScenarioSettings& settings = fiveTasks()) {
    SpecText text;
    text.method = method;
    text.methodKeys = keys;
    const RunSpec run = runOf(text);
    static const Dataset dataset = madeUpDataset({1, 2, 2}, 4, 1);
    const Scenario scenario(settings, dataset, 10, 0);
    return messageOf<InputError>([&] { makeMethod(run, networkOf(run), scenario); });
}

} // namespace

TEST_CASE("A buffer that cannot hold a sample of each part is refused") {
    CHECK(refusal("fdr", "buffer_size = 4") ==
          "method.fdr.buffer_size: expected at least 5 (a sample for each of the 5 tasks), got 4");
    CHECK(contains(refusal("a-gem", "buffer_size = 3"), "method.a-gem.buffer_size: expected at least 5"));
    CHECK(contains(refusal("icarl", "buffer_size = 9"), "expected at least 10 (a sample for each of the 10 classes)"));
}

TEST_CASE("iCaRL's buffer needs a place for each class that is used, not for each of the data set") {
    ScenarioSettings two = fiveTasks();
    two.tasks = 1;
    two.taskSizes = {2};
    two.classOrder = {7, 3};
    CHECK(refusal("icarl", "buffer_size = 5", two).empty());
    CHECK(
        contains(refusal("icarl", "buffer_size = 1", two), "expected at least 2 (a sample for each of the 2 classes)"));
}

TEST_CASE("A GDumb schedule that rises is refused") {
    CHECK(contains(refusal("gdumb", "max_learning_rate = 0.001\nmin_learning_rate = 0.1"),
                   "method.gdumb.min_learning_rate: expected at most max_learning_rate (0.001), got 0.1"));
}
