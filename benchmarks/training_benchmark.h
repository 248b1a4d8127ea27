#pragma once

#include "network_cases.h"

namespace lightcl {

/// Prints what a network's training reaches with one method after another: each in turns with the plain loop, so that
/// both see the same machine, and against what the network's layers reach alone.
void benchmarkTraining(const NetworkCase& network, int rounds, double secondsPerRound);

/// Prints what measuring memory adds to the steps of a network's training.
void benchmarkMeasuring(const NetworkCase& network, int rounds, double secondsPerRound);

} // namespace lightcl
