#pragma once

#include "base/random_stream.h"
#include "scenarios/task.h"

#include <vector>

namespace lightcl {

/// Blurs the boundaries between tasks: at each boundary, of both sides' training images the share blur/2 (of the
/// smaller side, rounded down), drawn at random, change places. So the share `blur` of a task's images comes from its
/// two neighbours, half of it from each; the first and the last task, which have one neighbour, get half of it. How
/// many images a task has, its test images and its probes stay as they are. An image moves at most to a neighbour.
void blurBoundaries(std::vector<Task>& tasks, double blur, RandomStream& random);

} // namespace lightcl
