#pragma once

#include "catalog/catalog.h"
#include "cost/method_demands.h"

#include <string>
#include <vector>

namespace lightcl {

// The catalog's methods by family, in a file each: what people read of a method, its settings, and what it demands of a
// run. The engine's classes are in methods/, in folders of the same names.

std::vector<MethodInfo> baselineMethods();
/// Methods that fill a buffer from the stream, in each step, and train on it again.
std::vector<MethodInfo> reservoirMethods();
/// Methods whose buffer's places are shared out between tasks or classes.
std::vector<MethodInfo> sharedBufferMethods();
/// Methods that hold weights or outputs near what earlier tasks needed.
std::vector<MethodInfo> regularisationMethods();
/// Methods that change which weights exist or are trained.
std::vector<MethodInfo> structuralMethods();
std::vector<MethodInfo> lightClMethods();

// What several of them have.
ParameterInfo bufferSizeSetting(std::string help = "Samples that the buffer keeps.");
ParameterInfo replaySizeSetting(std::string help = "Samples replayed in each step; 0 replays as many as batch_size.");
/// Of methods whose buffer keeps what the network made of a sample (DER, FDR).
ParameterInfo outputPrecision();

/// A buffer of images, a byte a pixel.
MethodDemands imageBuffer(std::int64_t bufferSize, const TrainingPlan& plan);
MethodDemands experienceReplayDemands(const RunSpec& run, const TrainingPlan& plan);
MethodDemands darkReplayDemands(const RunSpec& run, const TrainingPlan& plan);

} // namespace lightcl
