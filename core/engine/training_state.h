#pragma once

#include "base/random_stream.h"
#include "engine/optimizer.h"
#include "methods/method.h"
#include "networks/network.h"
#include "profiling/flop_counter.h"
#include "profiling/memory_ledger.h"
#include "spec/experiment_spec.h"

#include <memory>

namespace lightcl {

/// Everything of a run that training changes, and that a checkpoint must hold.
class TrainingState {
public:
    /// Fresh: initial weights drawn from the run's seed, or the pretrained weights its spec names; of a spec with a
    /// pretraining, the file `pretraining`, with a head that is new. The ledger (may be null) must be recording
    /// already. Throws InputError when a weights file does not fit, or a pretraining's is not given.
    TrainingState(const RunSpec& run, const Scenario& scenario, MemoryLedger* ledger,
                  const std::filesystem::path& pretraining = {});

    TrainingState(const TrainingState&) = delete; // the method may hold on to the network
    TrainingState& operator=(const TrainingState&) = delete;

    void save(StateArchive archive) const;
    /// Throws InputError when an entry is missing or of another shape.
    void restore(const StateArchive& archive);
    /// Between two tasks: the network, the draws and the operations so far, and the method's state if it is the same
    /// method; else it begins with none. Throws InputError as restore() does.
    void takeOver(const StateArchive& archive, bool sameMethod);
    /// Books the method's tensors as replay buffer or method state.
    void chargeMethod();

    RandomStreams random;
    Network network;
    std::unique_ptr<Method> method;
    Optimizer optimizer;
    FlopCounter flops;

private:
    /// What does not depend on the method.
    void restoreShared(const StateArchive& archive);
    /// The network's parameters and the method's own.
    [[nodiscard]] std::vector<NamedTensor> learnable() const;

    MemoryLedger* ledger_;
};

} // namespace lightcl
