#include "cluster/slurm_script.h"

#include "base/error.h"
#include "cluster/slurm.h"
#include "support/catch.h"
#include "support/message_of.h"

using namespace lightcl;
using namespace lightcl::test;

namespace {

SlurmArray someArray() {
    return {"my spec", "/shared/a folder",    "/opt/light cl/lightcl", 0, {0, 1, 2, 3}, std::int64_t{300} << 20,
            2,         {"long", "2:00:00", 3}};
}

} // namespace

TEST_CASE("the script of an array job is always the same", "[cluster]") {
    CHECK(slurmScript(someArray()) == "#!/bin/bash\n"
                                      "#SBATCH --job-name=lightcl-my-spec\n"
                                      "#SBATCH --array=0-3%3\n"
                                      "#SBATCH --partition=long\n"
                                      "#SBATCH --time=2:00:00\n"
                                      "#SBATCH --ntasks=1\n"
                                      "#SBATCH --cpus-per-task=2\n"
                                      "#SBATCH --mem=300M\n"
                                      "#SBATCH --requeue\n"
                                      "#SBATCH --signal=B:USR1@60\n"
                                      "#SBATCH --open-mode=append\n"
                                      "#SBATCH --output=\"/shared/a folder/log/%A_%a.txt\"\n"
                                      "exec '/opt/light cl/lightcl' element '/shared/a folder' "
                                      "\"$((0 + SLURM_ARRAY_TASK_ID))\"\n");
}

TEST_CASE("what a script cannot hold is refused", "[cluster]") {
    SlurmArray array = someArray();
    array.folder = "/shared/a\nb";
    CHECK(contains(messageOf<InputError>([&] { slurmScript(array); }), "the submission's folder: expected one line"));
    array = someArray();
    array.wish.partition = "a b";
    CHECK(contains(messageOf<InputError>([&] { slurmScript(array); }), "--partition: expected"));
    array = someArray();
    array.wish.time = "--wrap=x";
    CHECK(contains(messageOf<InputError>([&] { slurmScript(array); }), "--time: expected"));
    array = someArray();
    array.folder = "/shared/it's \"100%\" $HOME";
    const std::string script = slurmScript(array);
    CHECK(contains(script, R"(--output="/shared/it's \"100%%\" $HOME/log/%A_%a.txt")"));
    CHECK(contains(script, R"(element '/shared/it'\''s "100%" $HOME')"));
}

TEST_CASE("indices are written as ranges", "[cluster]") {
    CHECK(slurmIndices({}).empty());
    CHECK(slurmIndices({0}) == "0");
    CHECK(slurmIndices({0, 1, 2, 5, 7, 8}) == "0-2,5,7-8");
}

TEST_CASE("an array is split where the cluster allows no larger one", "[cluster]") {
    std::vector<int> all;
    for (int i = 0; i < 25; ++i) all.push_back(i);
    const auto arrays = slurmArrays(someArray(), all, 10);
    REQUIRE(arrays.size() == 3);
    CHECK(arrays[0].first == 0);
    CHECK(slurmIndices(arrays[0].indices) == "0-9");
    CHECK(arrays[2].first == 20);
    CHECK(slurmIndices(arrays[2].indices) == "0-4");
    // An element keeps its index when it alone is submitted again.
    const auto again = slurmArrays(someArray(), {3, 21}, 10);
    REQUIRE(again.size() == 2);
    CHECK(again[0].first == 0);
    CHECK(again[0].indices == std::vector<int>{3});
    CHECK(again[1].first == 20);
    CHECK(again[1].indices == std::vector<int>{1});
}

TEST_CASE("what Slurm's programs print is read", "[cluster]") {
    CHECK(slurmArrayLimitIn("Something = 3\nMaxArraySize            = 64\n") == 64);
    CHECK(slurmArrayLimitIn("MaxArraySize = many\n") == 1001);
    CHECK(slurmArrayLimitIn("") == 1001);
    CHECK(slurmTasksIn("45 7\n45 8\nN/A\n") == std::set<SlurmTask>{{"45", 7}, {"45", 8}});
}
