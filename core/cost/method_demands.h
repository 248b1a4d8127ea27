#pragma once

#include "rules/marked_channels.h"
#include "rules/progressive_columns.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace lightcl {

/// When samples enter a replay buffer, and who shares its places.
enum class BufferFilling {
    EachStep,    ///< from the stream until it is full
    TasksSeen,   ///< at each task's end; the tasks seen share all places (FDR)
    ClassesSeen, ///< at each task's end; the classes seen share all places (iCaRL)
    AllTasks,    ///< at each task's end; a task has an equal share from the first on (A-GEM)
};

/// What a method makes a run compute and hold beside the stream's own batches: all that the cost conventions know of a
/// method. Rows are counted for one step.
struct MethodDemands {
    bool allTasksAtOnce = false; ///< one task with all tasks' samples (JOINT)
    bool trainsOnStream = true;  ///< else the stream only fills the buffer (GDumb)
    bool wholeGradient = false;  ///< all stages' gradients are there at once (A-GEM)

    // A replay buffer.
    std::int64_t bufferSize = 0; ///< samples, when it is full
    BufferFilling filling = BufferFilling::EachStep;
    std::int64_t bufferSampleBytes = 0; ///< of each, but for its label

    // Rows of the buffer, as far as it holds as many.
    std::int64_t replayRows = 0;    ///< beside each batch, of one draw
    std::int64_t draws = 1;         ///< independent draws beside each batch (DER++: 2)
    bool replaysAll = false;        ///< the whole buffer once an epoch, spread over its steps (iCaRL)
    std::int64_t separateRows = 0;  ///< in a step of its own after each batch's (FDR)
    std::int64_t referenceRows = 0; ///< whose gradient is compared with (A-GEM)
    std::int64_t latentRows = 0;    ///< that enter at the freeze line

    // Training on the buffer alone when a task ends (GDumb).
    std::int64_t fitEpochs = 0;
    std::int64_t fitRows = 0; ///< of a step
    bool fitsLastOnly = false;

    // A frozen prefix of stages, and what is held of the stages above it (LightCL).
    std::size_t firstTrainable = 0; ///< index of the first stage that is not frozen; 0: nothing is
    bool frozenDrifts = false;      ///< its batch-norm statistics move on, so that what it makes cannot be kept
    bool frozenFromStart = false;   ///< pretrained: frozen in task 1 as well, else from task 2 on
    std::int64_t memoryRows = 0;    ///< held samples beside each batch from task 2 on
    ChannelMarking marking;         ///< each layer's channels whose feature maps are held
    bool normsApart = false;        ///< batch-norm's statistics of the held samples are apart from the batch's

    // Method state and what the method allocates beside the steps, in bytes.
    std::int64_t stateBytes = 0;            ///< held from the first step on
    std::int64_t laterStateBytes = 0;       ///< held from task 2 on: importance, anchors, an old network
    std::int64_t stateBytesPerSample = 0;   ///< of a task's samples
    bool recordsLogits = false;             ///< of a task's samples for all classes before it, and their indices (LwF)
    std::int64_t firstTaskEndBytes = 0;     ///< at most, when task 1 ends, beside what is held while it is learnt
    std::int64_t laterTaskEndBytes = 0;     ///< the same of the other tasks
    std::int64_t firstTaskForwardRows = 0;  ///< of a forward outside of steps when task 1 begins or ends
    std::int64_t laterTaskForwardRows = 0;  ///< the same of the other tasks
    std::int64_t forwardHeldBytes = 0;      ///< what they have given, beside the last of them (iCaRL's features)
    bool forwardsToFreezeLine = false;      ///< these forwards end there (latent replay)
    bool forwardsKeepMaps = false;          ///< from there on the maps after ReLUs are kept meanwhile (LightCL)
    bool oldNetworkForwards = false;        ///< each later step's rows pass an old network before it (iCaRL)
    double updateBytes = 0;                 ///< for each weight of a layer while its gradient is changed
    double laterUpdateBytes = 0;            ///< the same from task 2 on, in its place
    std::vector<std::string> updatedLayers; ///< those layers; empty: all
    /// Of these layers' weights, held while a step of training.memory = "low" does not read them.
    double compactShare = 1;

    double removalShare = 0;                 ///< share of a task's samples that a removal drops (SparCL)
    std::vector<std::int64_t> removalEpochs; ///< after each of these epochs

    /// A network, a column, for each task, with these connections (PNN); nothing: one network for all tasks.
    std::optional<Laterals> columns;

    // What LightCL's Table 1 counts otherwise.
    double paperHeld = 0;     ///< values held for each weight
    double paperSparsity = 0; ///< share of the weights that is neither held nor computed with
};

} // namespace lightcl
