#pragma once

#include "figures/run_record.h"

#include <string>

namespace lightcl {

/// The names of a task's classes (tasks counted from 1): "cat, dog", of many the first and how many more. Empty where
/// they are not known, and where every task has all classes.
std::string taskClassNames(const RunRecord& run, int task);

} // namespace lightcl
