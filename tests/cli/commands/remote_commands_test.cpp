// Devices and clusters by stand-ins for ssh and Slurm's programs that do on this machine what they are asked.
#include "cli/command_fixture.h"
#include "store/run_identities.h"
#include "support/catch.h"
#include "support/message_of.h"
#include "support/places.h"

#include <cstdlib>
#include <fmt/format.h>

using namespace lightcl;
using namespace lightcl::test;

namespace {

/// An environment variable for the time of one test.
class Variable {
public:
    Variable(const char* name, const std::string& value) : name_(name) {
        if (const char* before = std::getenv(name)) before_ = before;
        setenv(name, value.c_str(), 1);
    }
    ~Variable() { before_.empty() ? unsetenv(name_) : setenv(name_, before_.c_str(), 1); }
    Variable(const Variable&) = delete;
    Variable& operator=(const Variable&) = delete;

private:
    const char* name_;
    std::string before_;
};

/// A spec with a worker that trains nothing, and stand-ins first in $PATH.
class OtherMachines {
public:
    OtherMachines() {
        std::filesystem::create_directories(folder() / "bin");
        std::filesystem::create_directories(folder() / "home");
        script("ssh", fmt::format("while :; do case $1 in -T) shift ;; -o) shift 2 ;; --) shift; break ;; *) break ;; "
                                  "esac; done\n[ \"$1\" = down ] && {{ echo 'ssh: connect to host down port 22: "
                                  "Connection refused' >&2; exit 255; }}\nshift\ncd '{0}/home'\nHOME='{0}/home' exec "
                                  "sh -c \"$*\"\n",
                                  folder().path().string()));
        script("scontrol", "echo 'MaxArraySize = 2'\n");
        script("squeue", "exit 0\n");
        // Trains what is submitted at once.
        script(
            "sbatch",
            fmt::format("for last; do :; done\ncase $(cat \"$last\") in *partition=none*) echo 'sbatch: error: invalid "
                        "partition specified: none' >&2; echo 'sbatch: error: Batch job submission failed' >&2; exit "
                        "1 ;; esac\necho \"$last\" >>'{0}/submitted'\nlist=$(sed -n 's/^#SBATCH --array=//p' "
                        "\"$last\" | tr , ' ')\nfor range in $list; do for i in $(seq \"${{range%-*}}\" "
                        "\"${{range#*-}}\"); do SLURM_ARRAY_TASK_ID=$i bash \"$last\" >>'{0}/log' 2>&1; done; "
                        "done\necho 45\n",
                        folder().path().string()));
    }
    [[nodiscard]] const TemporaryFolder& folder() const { return training_.folder(); }
    [[nodiscard]] std::string spec(const std::vector<std::string>& methods, int seeds = 1) const {
        return training_.spec(methods, seeds);
    }
    [[nodiscard]] std::string database() const { return training_.database(); }
    [[nodiscard]] int runsIn(RunState state) const {
        int count = 0;
        for (const RunIdentity& run : runIdentities(Database::openForReading(database())))
            count += run.state == state ? 1 : 0;
        return count;
    }
    void script(const std::string& name, const std::string& text) const {
        writeBytes(folder() / "bin" / name, "#!/bin/sh\n" + text);
        std::filesystem::permissions(folder() / "bin" / name, std::filesystem::perms::owner_all);
    }

private:
    TrainingFolder training_;
    Variable path_{
        "PATH", fmt::format("{}/bin:{}:{}", folder().path().string(), programFolder().string(), std::getenv("PATH"))};
    Variable config_{"XDG_CONFIG_HOME", (folder() / "config").string()};
    Variable runtime_{"XDG_RUNTIME_DIR", (folder() / "home").string()};
};

} // namespace

TEST_CASE("devices are added, listed and removed", "[cli]") {
    const OtherMachines machines;
    CHECK(runLightcl({"devices", "add", "board", "--ssh", "pi@board", "--memory", "1GiB", "--threads", "2"}).code == 0);
    const auto list = runLightcl({"devices", "list"});
    CHECK(contains(list.out, "local"));
    CHECK(contains(list.out, "pi@board"));
    CHECK(contains(list.out, "1 GiB"));
    const auto listed = runLightcl({"devices", "list", "--json"});
    CHECK(contains(listed.out, "\"memory_bytes\": 1073741824"));
    CHECK(runLightcl({"devices", "check", "local"}).code == 0);
    CHECK(runLightcl({"devices", "remove", "board"}).code == 0);
    const auto gone = runLightcl({"devices", "check", "board"});
    CHECK(gone.code == 2);
    CHECK(contains(gone.err, "device board: not known"));
    CHECK(runLightcl({"devices", "add", "local", "--ssh", "x"}).code == 2);
}

TEST_CASE("a device that cannot be reached is told in one line", "[cli]") {
    const OtherMachines machines;
    runLightcl({"devices", "add", "board", "--ssh", "down"});
    for (const std::vector<std::string>& words :
         {std::vector<std::string>{"devices", "check", "board"},
          {"fetch", "board", "--db", machines.database()},
          {"run", machines.spec({"sgd"}), "--on", "board", "--db", machines.database()}}) {
        const auto result = runLightcl(words);
        CHECK(result.code == 1);
        CHECK(result.err == "lightcl: device board: no SSH server listens there\n");
    }
}

TEST_CASE("runs are trained on a device and their rows come home", "[cli]") {
    const OtherMachines machines;
    runLightcl({"devices", "add", "board", "--ssh", "board", "--folder", "somebody's"});
    const auto check = runLightcl({"devices", "check", "board"});
    CHECK(check.err.empty());
    REQUIRE(check.code == 0);
    const auto run = runLightcl({"run", machines.spec({"sgd"}, 2), "--on", "board", "--db", machines.database()});
    INFO(run.err);
    CHECK(run.code == 0);
    CHECK(contains(run.err, "are sent to board"));
    CHECK(contains(run.out, "Stored in"));
    CHECK(machines.runsIn(RunState::Done) == 2);
    const auto fetched = runLightcl({"fetch", "board", "--db", machines.database()});
    CHECK(fetched.code == 0);
    CHECK(contains(fetched.out, "nothing new; all ended"));
    // The data set is there already.
    const auto again = runLightcl({"run", machines.spec({"sgd"}), "--on", "board", "--db", machines.database()});
    CHECK(again.code == 0);
    CHECK(!contains(again.err, "are sent to board"));
    CHECK(machines.runsIn(RunState::Done) == 3);
}

TEST_CASE("a run that fails on a device is failed at home", "[cli]") {
    const OtherMachines machines;
    runLightcl({"devices", "add", "board", "--ssh", "board"});
    const auto run = runLightcl({"run", machines.spec({"er"}), "--on", "board", "--db", machines.database()});
    CHECK(run.code == 1);
    CHECK(machines.runsIn(RunState::Failed) == 1);
}

TEST_CASE("an experiment's arrays are printed, and always alike", "[cli]") {
    const OtherMachines machines;
    const std::vector<std::string> words = {
        "submit",           machines.spec({"sgd", "er"}, 2), "--slurm", "--dry-run", "--partition", "long", "--db",
        machines.database()};
    const auto first = runLightcl(words);
    CHECK(first.code == 0);
    // Four elements, at most two an array.
    CHECK(contains(first.out, "#SBATCH --array=0-1\n"));
    CHECK(contains(first.out, "$((2 + SLURM_ARRAY_TASK_ID))"));
    CHECK(contains(first.out, "#SBATCH --partition=long\n"));
    CHECK(runLightcl(words).out == first.out);
    CHECK(!std::filesystem::exists(machines.database() + ".slurm"));
}

TEST_CASE("elements are submitted, collected, and what is missing submitted again", "[cli]") {
    const OtherMachines machines;
    const auto submitted =
        runLightcl({"submit", machines.spec({"sgd", "er"}, 2), "--slurm", "--db", machines.database()});
    INFO(submitted.err << readBytes(machines.folder() / "log"));
    CHECK(submitted.code == 0);
    CHECK(contains(submitted.out, "Submitted 4 elements"));
    const std::string folder = machines.database() + ".slurm/001";
    const auto collected = runLightcl({"collect", folder, "--db", machines.database()});
    CHECK(collected.code == 0);
    CHECK(contains(collected.out, "4 runs taken, 0 brought up to date"));
    CHECK(machines.runsIn(RunState::Done) == 2);
    CHECK(machines.runsIn(RunState::Failed) == 2);
    CHECK(contains(runLightcl({"collect", folder, "--db", machines.database()}).out, "0 runs taken, 0 brought"));
    CHECK(machines.runsIn(RunState::Done) == 2);

    writeBytes(machines.folder() / "submitted", "");
    const auto again = runLightcl({"submit", "--again", "--dry-run", "--db", machines.database()});
    CHECK(again.code == 0);
    CHECK(contains(again.out, "#SBATCH --array=0-1\n"));
    CHECK(contains(again.out, "$((2 + SLURM_ARRAY_TASK_ID))"));
    CHECK(!contains(again.out, "$((0 + SLURM_ARRAY_TASK_ID))"));
    CHECK(readBytes(machines.folder() / "submitted").empty());
    // While they wait in the queue nothing is missing.
    machines.script("squeue", "echo 45 0; echo 45 1\n");
    CHECK(contains(runLightcl({"submit", "--again", "--db", machines.database()}).out, "Nothing is missing"));
}

TEST_CASE("what Slurm refuses is told in its own words, and a missing Slurm in one line", "[cli]") {
    const OtherMachines machines;
    const auto refused =
        runLightcl({"submit", machines.spec({"sgd"}), "--slurm", "--partition", "none", "--db", machines.database()});
    CHECK(refused.code == 1);
    CHECK(refused.err ==
          "lightcl: sbatch: error: invalid partition specified: none; sbatch: error: Batch job submission "
          "failed\n");
    CHECK(
        contains(runLightcl({"submit", machines.spec({"sgd"}), "--db", machines.database()}).err, "expected --slurm"));
    const Variable path("PATH", (machines.folder() / "home").string());
    const auto missing = runLightcl({"submit", machines.spec({"sgd"}), "--slurm", "--db", machines.database()});
    CHECK(missing.code == 2);
    CHECK(contains(missing.err, "sbatch is not in $PATH"));
}
