#pragma once

#include "running/machine_pace.h"
#include "running/queue_runs.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace lightcl {

/// What a grid comes to before anything starts.
struct GridPlan {
    std::size_t runs = 0;                    ///< of methods; a pretraining is trained beside them
    std::size_t chosenRuns = 0;              ///< of what the first task will choose, beyond these
    const PreparedMethod* largest = nullptr; ///< by predicted peak
    double operations = 0;                   ///< of all, those of the dearest settings where one is to be chosen
    std::optional<double> seconds;           ///< one run after another; nothing where the machine's pace is not known
};

/// `seeds`: of each method, where the methods stand with their first one only.
GridPlan gridPlan(const std::vector<PreparedMethod>& methods, const MachinePace& pace, std::size_t seeds = 1);

/// What a grid that varies a method's settings comes to, before anything starts: "36 runs; the largest, of der++, is
/// predicted to need 82.9 MiB; together 3.1e+15 operations, about 2 h 05 min one run after another at the pace of 4
/// runs that this machine has trained". Empty where every method stands once.
std::string gridWords(const std::vector<PreparedMethod>& methods, const MachinePace& pace, std::size_t seeds = 1);
/// The same of runs that another machine will train: without a time.
std::string gridWords(const std::vector<PreparedMethod>& methods);

} // namespace lightcl
