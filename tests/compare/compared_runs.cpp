#include "compare/compared_runs.h"

#include "spec/spec_file.h"

#include <fmt/format.h>

namespace lightcl {

RunRecord comparedRun(RunId id, const std::string& method, const std::string& settings, int seed, double classIl) {
    RunRecord run;
    run.spec = expandGrid(parseExperiment(fmt::format("name = \"a\"\nseeds = [{}]\n[scenario]\ndataset = "
                                                      "\"fashion-mnist\"\n[network]\nbackbone = \"mlp\"\n"
                                                      "[[method]]\nname = \"{}\"\n{}\n",
                                                      seed, method, settings),
                                          "test"))
                   .front();
    run.summary.id = id;
    run.summary.name = "a";
    run.summary.method = method;
    run.summary.dataset = "fashion-mnist";
    run.summary.backbone = "mlp";
    run.summary.seed = seed;
    run.summary.state = RunState::Done;
    run.summary.classIl = classIl;
    run.summary.measuredPeakBytes = 1'048'576 * (id + 1);
    return run;
}

std::vector<const RunRecord*> addresses(const std::vector<RunRecord>& runs) {
    std::vector<const RunRecord*> result;
    for (const auto& run : runs) result.push_back(&run);
    return result;
}

} // namespace lightcl
