#include "spec/method_network.h"
#include "spec/settings.h"
#include "spec/spec_text.h"
#include "support/catch.h"

using namespace lightcl;
using lightcl::test::smallSpec;
using lightcl::test::specErrorOf;

namespace {

RunSpec sparseRun(const std::string& keys) {
    const std::string method = "name = \"lightcl-sparse\"\n" + keys;
    return expandGrid(parseExperiment(smallSpec("hidden = [40, 20]\n", method), "a.toml")).front();
}

std::vector<std::int64_t> widths(const NetworkSpec& network) {
    std::vector<std::int64_t> result;
    for (const LayerSpec& layer : network.weightLayers()) result.push_back(layer.output.channels);
    return result;
}

} // namespace

TEST_CASE("a sparse run's network lacks the removed channels", "[spec]") {
    const RunSpec paper = sparseRun("");
    CHECK(widths(fullNetworkOf(paper)) == std::vector<std::int64_t>{40, 20, 10});
    CHECK(widths(networkOf(paper)) == std::vector<std::int64_t>{32, 4, 10});
    CHECK(widths(networkOf(sparseRun("sparsity_preset = \"uniform\"\nsparsity = 0.25"))) ==
          std::vector<std::int64_t>{30, 15, 10});
    CHECK(widths(networkOf(sparseRun("stage_sparsities = \" hidden1=0.5,hidden2=0 \""))) ==
          std::vector<std::int64_t>{20, 20, 10});
}

TEST_CASE("sparsities that fit no place are refused", "[spec]") {
    for (const char* wrong : {"hidden3=0.5", "hidden1", "hidden1=", "hidden1=1", "hidden1=-0.1", "hidden1=half",
                              "head=0.5", "=0.5", "hidden1=0.5x"}) {
        CAPTURE(wrong);
        const std::string error = specErrorOf(
            smallSpec("hidden = [4, 4]\n",
                      std::string("name = \"lightcl-sparse\"\nstage_sparsities = \"hidden2=0.2 ") + wrong + "\""));
        CHECK(error == "a.toml:9: method.lightcl-sparse.stage_sparsities: expected PLACE=SHARE with a share from 0 to "
                       "below 1 and a place of hidden1, hidden2, got \"" +
                           std::string(wrong) + "\"");
    }
}

TEST_CASE("the freeze line is a stage, the default, or the run's own decision", "[spec]") {
    const NetworkSpec network = fullNetworkOf(sparseRun(""));
    const auto line = [&](const char* stage) {
        return firstTrainableStageOf({{"first_trainable_stage", stage}, {"generalizability_threshold", 0.5}}, network);
    };
    CHECK(line("") == 1);
    CHECK(line("head") == 2);
    CHECK_FALSE(line("auto").has_value());
    CHECK(specErrorOf(smallSpec("", "name = \"lightcl\"\nfirst_trainable_stage = \"auto\"")).empty());
    CHECK(specErrorOf(smallSpec("", "name = \"latent-replay\"\nfirst_trainable_stage = \"auto\"")) ==
          "a.toml:8: method.latent-replay.first_trainable_stage: expected a stage of mlp, one of hidden1, hidden2, "
          "head, got \"auto\"");
}
