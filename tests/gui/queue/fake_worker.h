#pragma once

#include "cost/cost_model.h"
#include "spec/spec_file.h"
#include "store/run_reader.h"
#include "store/run_store.h"
#include "support/catch.h"

#include <QFile>
#include <QTemporaryDir>

namespace lightcl::test {

/// A store with queued runs, and a shell script that stands in for the worker: it is called as the worker is, so "$1"
/// is the run.
class FakeWorker {
public:
    explicit FakeWorker(const QByteArray& script) : database_(Database::openForWriting(storeFile().toStdString())) {
        QFile file(program());
        REQUIRE(file.open(QIODevice::WriteOnly));
        file.write("#!/bin/sh\n" + script);
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }

    [[nodiscard]] QString program() const { return folder_.filePath("worker.sh"); }
    [[nodiscard]] QString storeFile() const { return folder_.filePath("store.sqlite"); }
    [[nodiscard]] QString path(const QString& name) const { return folder_.filePath(name); }
    Database& database() { return database_; }

    /// A run of an MLP (one thread) or a ResNet (all cores).
    RunId queue(const std::string& backbone = "mlp", const RunOrigin& origin = {}) {
        const RunSpec run =
            expandGrid(parseExperiment("name = \"fake\"\n[scenario]\ndataset = \"mnist\"\n[network]\n"
                                       "backbone = \"" +
                                           backbone + "\"\n[training]\nbatch_size = 10\n[[method]]\nname = \"sgd\"\n",
                                       "fake"))
                .front();
        return RunStore(database_).queue(run, estimateCost(run, CostConvention::Exact),
                                         estimateCost(run, CostConvention::Paper), {}, {}, origin);
    }

    RunSummary run(RunId id) { return RunReader(database_).run(id); }

private:
    QTemporaryDir folder_;
    Database database_;
};

} // namespace lightcl::test
