#pragma once

#include "engine/engine_fixture.h"
#include "engine/optimizer.h"
#include "engine/training_step.h"

namespace lightcl::test {

/// A network that is nothing but its head, fc: logits = W·x + b, so that gradients can be computed by hand.
inline NetworkSpec onlyHead() {
    return mlp({3, 16, 16}, 10, {});
}

/// Trains a method's network for a few steps on a task's batches.
inline void trainSteps(Ground& ground, Method& method, int task, int steps, double learningRate) {
    Optimizer optimizer({.learningRate = learningRate}, nullptr);
    TrainingStep step(ground.network, method, optimizer, nullptr);
    step.beginTask();
    const torch::Tensor& indices = ground.scenario->task(task).trainIndices;
    for (int i = 0; i < steps; ++i) {
        StepRows rows;
        rows.indices = indices.slice(0, 4 * i, 4 * i + 4);
        rows.stream = ground.scenario->trainSamples(rows.indices);
        rows.labels = rows.stream.labels;
        step.run(Ground::inputsOf(rows), rows);
    }
}

/// The tensors that a method saves, by name.
inline std::map<std::string, torch::Tensor> stateOf(const Method& method) {
    TensorFile file;
    StateArchive archive(file, "");
    method.save(archive);
    return asRead(file).tensors;
}

} // namespace lightcl::test
