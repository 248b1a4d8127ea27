#include "profiling/process_floor.h"

#include "libtorch/torch.h"
#include "profiling/process_memory.h"
#include "profiling/tensor_memory.h"

namespace lightcl {

namespace {

/// Forward and backward of a convolution and a linear layer, large enough for every thread to have a part.
void makeSmallStep() {
    const at::AutoGradMode gradients(true);
    auto kernel = torch::ones({8, 3, 3, 3}).set_requires_grad(true);
    auto weights = torch::ones({10, 8 * 16 * 16}).set_requires_grad(true);
    const auto maps = at::conv2d(torch::ones({4, 3, 16, 16}), kernel, {}, 1, 1);
    at::linear(maps.relu().flatten(1), weights).sum().backward();
    static_cast<void>(torch::ones({1 << 16}).exp_());
}

/// Beyond what OpenBLAS multiplies without a buffer.
void multiply() {
    constexpr std::int64_t kSide = 384;
    const auto matrix = torch::ones({kSide, kSide});
    static_cast<void>(at::mm(matrix, matrix));
    static_cast<void>(at::mv(matrix, matrix[0]));
}

} // namespace

void prepareLibraries() {
    const at::NoGradGuard noGradient;
    multiply();
    const int threads = at::get_num_threads();
    if (threads == 1) return;
    at::parallel_for(0, threads, 1, [](std::int64_t first, std::int64_t last) {
        for (; first < last; ++first) multiply();
    });
}

std::int64_t processFloor(bool convolutions) {
    prepareLibraries();
    makeSmallStep();
    releaseUnusedMemory();
    return residentBytes().anonymous + kGrowth + (convolutions ? kGrowthOfConvolutions : 0);
}

} // namespace lightcl
