#pragma once

#include "cost/training_plan.h"

#include <cstdint>
#include <vector>

namespace lightcl {

/// A forward and backward of a step: its rows, and what else there is meanwhile.
struct Pass {
    std::int64_t fromInput = 0;    ///< rows that run through the whole network
    std::int64_t latent = 0;       ///< rows that enter at the freeze line
    std::int64_t held = 0;         ///< rows whose features at the freeze line are held
    std::int64_t read = 0;         ///< rows whose pictures are there, a byte a pixel
    std::int64_t inputs = 0;       ///< rows whose inputs are there as numbers, in a tensor of the pass's own
    std::int64_t waiting = 0;      ///< rows of another pass of which the same is true
    std::int64_t ready = 0;        ///< bytes of the stream's batches that are made ahead
    bool cached = false;           ///< the rows enter at the freeze line, where `fromInput` came from a cache
    std::int64_t joined = 0;       ///< rows whose inputs stand apart before they become one tensor with others
    bool letsCachedGo = false;     ///< what came from the cache, once it is joined with other rows
    bool forwardOnly = false;      ///< of the frozen stages, for the cache
    std::int64_t notYetCached = 0; ///< bytes that the cache lacks then
    bool keepsGradients = false;   ///< of all stages, until the last is there
    bool afterEpochs = false;      ///< when a task ends: there is no epoch's order any more
    bool compared = false;         ///< with the gradients of the pass before it

    [[nodiscard]] std::int64_t rows() const { return fromInput + latent + held; }
};

/// The passes of a task's steps (counted from 1) with full batches: over the rows that a gradient is compared with,
/// over the batch and what is replayed beside it, over the rows of a step of their own, and over the buffer alone.
std::vector<Pass> passesOf(const TrainingPlan& plan, std::int64_t task);

/// Whether what enters the first trainable stage has more digits than autocast's layers read: images, and activations
/// from a cache or a buffer.
bool entersAsFloats(const TrainingPlan& plan, const Pass& pass, std::size_t firstTrainable);

/// The batches that lie ready, other pictures as they are read with their labels, and the inputs of rows as numbers.
std::int64_t dataBytes(const TrainingPlan& plan, const Pass& pass);

} // namespace lightcl
