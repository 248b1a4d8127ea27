#include "engine/resumption.h"
#include "support/catch.h"
#include "support/temporary_folder.h"

using namespace lightcl;
using namespace lightcl::test;

namespace {

RunSpec runIn(const std::string& scenario, const std::string& method, const std::string& network) {
    SpecText text;
    text.scenario = scenario;
    text.method = method;
    if (method == "er") text.methodKeys = "buffer_size = 20\nreplay_size = 5";
    text.network = network;
    text.training = "epochs = 2\nbatch_size = 8\nlearning_rate = 0.05";
    text.measuring = "probe_samples = 4";
    return runOf(text);
}

std::string domainKeys(const std::string& transform, const std::string& more = {}) {
    return "kind = \"domain-incremental\"\ntrain_fraction = 0.2\ntransform = \"" + transform + "\"\n" + more;
}

} // namespace

TEST_CASE("Domains and blurred boundaries are the same after any interruption") {
    stopAndResume(runIn(domainKeys("permuted"), "er", kPerceptron));
    stopAndResume(runIn(domainKeys("rotated"), "er", kCnn));
    stopAndResume(runIn("blur = 0.3", "er", kPerceptron));
    stopAndResume(runIn(domainKeys("permuted"), "lightcl", kPerceptron));
}

TEST_CASE("In domains class-IL is task-IL, and there is none before a domain was trained") {
    const TemporaryFolder folder;
    RecordingObserver observer;
    train(runIn(domainKeys("permuted", "tasks = 2"), "sgd", kPerceptron), observer, folder / "c");
    for (const auto& [place, row] : observer.accuracies) {
        CHECK(row.classIl.has_value() == (row.evalTask <= row.trainedTask));
        if (row.classIl) CHECK(*row.classIl == row.taskIl);
    }
    CHECK(observer.epochs.front().classIl.value() == observer.accuracies.at({1, 1, 1, ""}).classIl.value());
}
