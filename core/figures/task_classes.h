#pragma once

#include "figures/run_record.h"

#include <cstdint>
#include <string>
#include <vector>

namespace lightcl {

/// Each task's classes in the order they come; empty where they are not known, and where every task has all classes.
std::vector<std::vector<std::int64_t>> classesOfTasks(const RunRecord& run);

/// The names of a task's classes (tasks counted from 1): "cat, dog", of many the first and how many more. Empty where
/// they are not known, and where every task has all classes.
std::string taskClassNames(const RunRecord& run, int task);

} // namespace lightcl
