#pragma once

#include "base/value.h"

#include <cstdint>
#include <vector>

namespace lightcl {

enum class OptimizerKind { Sgd, Adam, AdamW };

/// How the learning rate runs over a task, each task anew.
enum class RateSchedule { Constant, Cosine, Step };

/// What [training] says of the optimizer.
struct OptimizerSettings {
    OptimizerKind kind = OptimizerKind::Sgd;
    double learningRate = 0.01;
    double momentum = 0;
    double weightDecay = 0;
    RateSchedule schedule = RateSchedule::Constant;
    std::vector<std::int64_t> decayEpochs; ///< Step: after each of these epochs of a task
    double decayFactor = 0.1;              ///< Step: the rate is multiplied by this
    double warmUpEpochs = 0;               ///< over which the rate rises from nothing
};

/// Of the [training] section.
OptimizerSettings optimizerSettings(const Parameters& training);

/// Values that the optimizer keeps of each weight: 1 with momentum, 2 of Adam's, else none.
std::int64_t optimizerValues(const OptimizerSettings& settings);

/// The learning rate of a task's step, `epoch` and `step` from 1, in epochs of `steps` steps, of a task of `epochs`
/// epochs, which need not be whole. Let e be the epochs that lie before the step. The rate is multiplied by
/// - constant: 1;
/// - cosine: (1 + cos(π·(e - w)/(epochs - w)))/2, from 1 to nearly 0 (Loshchilov & Hutter 2017, arXiv 1608.03983,
///   equation 5 with a smallest rate of 0 and a restart with each task), w being the epochs of the warm-up; with
///   `spent` in place of that fraction where it is larger;
/// - step: decayFactor for each of decayEpochs that lies before;
/// and in the warm-up by (e + 1/steps)/w instead. `spent`: of a budget in seconds, in [0,1].
double scheduledRate(const OptimizerSettings& settings, double epochs, std::int64_t epoch, std::int64_t step,
                     std::int64_t steps, double spent = 0);

} // namespace lightcl
