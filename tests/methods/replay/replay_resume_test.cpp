#include "engine/resumption.h"
#include "support/catch.h"

using namespace lightcl;
using namespace lightcl::test;

namespace {

RunSpec replayRun(const std::string& method, const std::string& keys, const std::string& network) {
    SpecText text;
    text.method = method;
    text.methodKeys = "buffer_size = 20\nreplay_size = 5\n" + keys;
    text.network = network;
    text.training = "epochs = 2\nbatch_size = 8\nlearning_rate = 0.05\nmomentum = 0.9";
    text.measuring = "probe_samples = 4";
    return runOf(text);
}

} // namespace

TEST_CASE("A replaying run that was stopped again and again ends with the same bits") {
    for (const char* network : {kPerceptron, kCnn}) {
        for (const char* method : {"der", "der++", "er-ace", "fdr", "a-gem"}) {
            stopAndResume(replayRun(method, "", network));
        }
    }
    for (const char* method : {"der++", "fdr"}) {
        stopAndResume(replayRun(method, "output_precision = \"float16\"", kPerceptron));
    }
    stopAndResume(replayRun("er-ace", "outputs = \"authors-code\"", kPerceptron));
    stopAndResume(replayRun("a-gem", "filling = \"batch\"", kPerceptron));
}

TEST_CASE("An iCaRL run that was stopped again and again ends with the same bits") {
    stopAndResume(replayRun("icarl", "", kPerceptron));
    stopAndResume(replayRun("icarl", "rehearsal = \"draw\"\nnormalise = false", kCnn));
}

TEST_CASE("A GDumb run that was stopped again and again ends with the same bits") {
    // It has no steps in a task's second epoch: 15 in all.
    for (const char* network : {kPerceptron, kCnn}) {
        stopAndResume(replayRun("gdumb", "fit_epochs = 3", network), {0, 2, 4, 3, 7, 1});
    }
    stopAndResume(replayRun("gdumb", "fit_epochs = 3\nfit = \"last-task\"", kPerceptron), {0, 2, 4, 3, 7, 1});
}
