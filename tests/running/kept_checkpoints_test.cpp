#include "running/kept_checkpoints.h"

#include "support/catch.h"
#include "support/grown_run.h"

using namespace lightcl;
using namespace lightcl::test;

TEST_CASE("kept checkpoints tell their bytes, their damage, and what needs them", "[running]") {
    GrownRun grown;
    const RunId branch = queueBranch(grown.database, grown.prepare(2));
    writeBytes(taskCheckpointFile(grown.database.file(), grown.run, 4), "nothing");
    const auto all = keptOf(grown.database, {grown.run, branch});
    REQUIRE(all.size() == 6);
    CHECK(all[1].checkpoint.task == 2);
    CHECK(all[1].needed.empty()); // the branch has its own
    CHECK(all[1].shared);
    CHECK_FALSE(all[0].shared);
    CHECK(!all[3].damage.empty());
    CHECK(all[2].damage.empty());
    CHECK(all[5].run == branch);
    CHECK(contains(all[5].needed, "run 2 began with it as a branch"));
    CHECK(contains(messageOf<InputError>([&] { deleteKept(all); }), "needs it until it is done"));
    CHECK(keptOf(grown.database, {grown.run}).size() == 5); // none went
    const std::vector<KeptOfRun> two = {all[0], all[3]};
    const std::int64_t bytes = bytesOf(two);
    CHECK(bytes == all[0].checkpoint.bytes + 7);
    CHECK(deleteKept(two) == bytes);
    CHECK(deleteKept(two) == 0);
    CHECK(keptOf(grown.database, {grown.run}).size() == 3);
    CHECK_THROWS_AS(keptOf(grown.database, {9}), InputError);
}
