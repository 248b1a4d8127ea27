#include "scenarios/blurry_boundaries.h"

#include <algorithm>
#include <cmath>

namespace lightcl {

void blurBoundaries(std::vector<Task>& tasks, double blur, RandomStream& random) {
    // Places of each task in random order: the first ones change with the task before, the last ones with the one
    // after.
    std::vector<torch::Tensor> places;
    places.reserve(tasks.size());
    for (const Task& task : tasks) {
        places.push_back(torch::tensor(random.permutation(task.trainIndices.size(0)), torch::kInt64));
    }
    for (std::size_t next = 1; next < tasks.size(); ++next) {
        torch::Tensor& before = tasks[next - 1].trainIndices;
        torch::Tensor& after = tasks[next].trainIndices;
        const auto smaller = static_cast<double>(std::min(before.size(0), after.size(0)));
        const auto count = static_cast<std::int64_t>(std::floor(blur / 2 * smaller));
        const torch::Tensor leaving = places[next - 1].slice(0, before.size(0) - count);
        const torch::Tensor entering = places[next].slice(0, 0, count);
        const torch::Tensor moved = before.index_select(0, leaving);
        before.index_copy_(0, leaving, after.index_select(0, entering));
        after.index_copy_(0, entering, moved);
    }
}

} // namespace lightcl
