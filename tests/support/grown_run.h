#pragma once

#include "base/error.h"
#include "running/branching.h"
#include "store/run_files.h"
#include "store/run_store.h"
#include "store/run_writer.h"
#include "support/message_of.h"
#include "support/temporary_folder.h"
#include "weights/safetensors_writer.h"

#include <fmt/format.h>
#include <unistd.h>

namespace lightcl::test {

/// A done run of five tasks and two epochs, on a data set of empty files, that kept its checkpoints.
struct GrownRun {
    explicit GrownRun(const std::string& method = "er", const std::string& keys = {}) {
        for (const auto* name :
             {"train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"})
            writeBytes(folder / name, "");
        const auto kind = method == "pnn" ? "task-incremental" : "class-incremental";
        const auto toml = fmt::format("name = \"grown\"\nseeds = [3]\n[scenario]\nkind = \"{}\"\ndataset = "
                                      "\"fashion-mnist\"\ndata_path = \"{}\"\n[network]\nbackbone = \"small-cnn\"\n"
                                      "width = 8\n[training]\nepochs = 2\n[[method]]\nname = \"{}\"\n{}\n",
                                      kind, folder.path().string(), method, keys);
        run = queueRuns(database, prepareRuns(parseExperiment(toml, "spec"), "/bin/sh")).toTrain.front();
        RunStore store(database);
        store.start(run, getpid(), 1);
        RunWriter writer(database, run);
        writer.add(AccuracyRow{0, 0, 1, {}, 0.1});
        for (int task = 1; task <= 5; ++task)
            for (int epoch = 1; epoch <= 2; ++epoch) writer.add(AccuracyRow{task, epoch, 1, 0.5, 0.5});
        writer.flush();
        store.finish(run, RunState::Done);
        std::filesystem::create_directories(checkpointFile(database.file(), run).parent_path());
        for (int task = 1; task <= 5; ++task) write(task, {task, 2});
    }
    void write(int task, RunPosition position) const {
        writeSafetensors(taskCheckpointFile(database.file(), run, task),
                         {{"task", std::to_string(position.task)}, {"epoch", std::to_string(position.epoch)}}, {});
    }
    [[nodiscard]] PreparedBranch prepare(int task, const std::vector<Override>& changes = {}) const {
        return prepareBranch(database, run, task, changes, "/bin/sh");
    }
    [[nodiscard]] std::string refusal(const std::vector<Override>& changes, int task = 2) const {
        return messageOf<InputError>([&] { static_cast<void>(prepare(task, changes)); });
    }

    TemporaryFolder folder;
    Database database = Database::openForWriting(folder / "runs.sqlite");
    RunId run = 0;
};

} // namespace lightcl::test
