#include "running/run_notes.h"

#include "spec/dataset_of.h"
#include "spec/spec_file.h"
#include "support/catch.h"

using namespace lightcl;

namespace {

std::vector<std::string> notes(const std::string& method, const std::string& scenario) {
    const auto toml = "name = \"notes\"\n[scenario]\ndataset = \"fashion-mnist\"\n" + scenario +
                      "\n[network]\nbackbone = \"resnet18\"\nwidth = 8\n[[method]]\n" + method + '\n';
    const RunSpec run = expandGrid(parseExperiment(toml, "spec")).front();
    return notesOf(run, datasetOf(run.scenario));
}

} // namespace

TEST_CASE("That a loss over a task's own classes is void in a task of one is said beforehand") {
    for (const std::string method : {"lightcl", "lightcl-sparse", "lwf"}) {
        CAPTURE(method);
        const std::string named = "name = \"" + method + '"';
        const auto later = notes(named, "task_sizes = [5, 1, 4]");
        REQUIRE(later.size() == 1);
        CHECK(later[0].starts_with("method." + method + ": a task of one class"));
        CHECK(later[0].find("task 1") == std::string::npos);
        const auto all = notes(named, "tasks = 10");
        REQUIRE(all.size() == 1);
        CHECK(all[0].find("learns nothing from task 1") != std::string::npos);
        CHECK(notes(named, "tasks = 5").empty());
    }
    CHECK(notes("name = \"er\"\nbuffer_size = 20", "tasks = 10").empty());
    CHECK(notes("name = \"lwf\"\nloss_classes = \"seen\"", "tasks = 10").empty());
}
