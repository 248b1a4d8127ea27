#include "running/grid_words.h"

#include "base/units.h"
#include "spec/spec_file.h"
#include "spec/spec_text.h"
#include "support/catch.h"
#include "support/message_of.h"

using namespace lightcl;
using namespace lightcl::test;

namespace {

std::vector<PreparedMethod> gridOf(const std::string& method) {
    return predictMethods(parseExperiment(smallSpec("", method), "a.toml"));
}

} // namespace

TEST_CASE("a grid over settings is summed up by its runs and its largest", "[running][sweep]") {
    CHECK(gridWords(gridOf("name = \"er\"\n[[method]]\nname = \"sgd\"")).empty());
    const auto methods = gridOf("name = \"er\"\nbuffer_size = [100, 5000]");
    CHECK(methods[1].exact.peak.total() > methods[0].exact.peak.total());
    const std::string words = gridWords(methods);
    CHECK(words.starts_with("2 runs; the largest, of er, is predicted to need "));
    CHECK(contains(words, formatBytes(methods[1].exact.peak.total())));
}
