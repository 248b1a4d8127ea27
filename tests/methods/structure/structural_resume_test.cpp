#include "engine/resumption.h"
#include "support/catch.h"

using namespace lightcl;
using namespace lightcl::test;

namespace {

SpecText structuralRun(const std::string& method, const std::string& keys, const std::string& network) {
    SpecText text;
    text.method = method;
    text.methodKeys = keys;
    text.network = network;
    text.training = "epochs = 2\nbatch_size = 8\nlearning_rate = 0.05\nmomentum = 0.9\nweight_decay = 0.001";
    text.measuring = "probe_samples = 4";
    return text;
}

} // namespace

TEST_CASE("A SparCL run that was stopped again and again ends with the same bits") {
    const std::string keys = "buffer_size = 20\nreplay_size = 5\nsparsity = 0.5\ngrow_back = 0.1\nmask_interval = 1\n"
                             "gradient_interval = 2\nremoval_epochs = [1]\nremoval_share = 0.2";
    for (const char* network : {kPerceptron, kCnn}) {
        for (const char* method : {"sparcl-er", "sparcl-der++"})
            stopAndResume(runOf(structuralRun(method, keys, network)));
    }
}

TEST_CASE("A PNN run that was stopped again and again ends with the same bits") {
    for (const char* keys : {"", "laterals = \"nonlinear\"\ncolumn_start = \"copy\""}) {
        for (const char* network : {kPerceptron, kCnn}) {
            SpecText text = structuralRun("pnn", keys, network);
            text.scenario = "kind = \"task-incremental\"";
            stopAndResume(runOf(text));
        }
    }
}
