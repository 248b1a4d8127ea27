#pragma once

// LibTorch, as much of it as the engine uses: tensors, autograd and the allocator's hooks, without torch::nn,
// optimisers and the like. The precompiled header of whatever links LibTorch. Only this folder includes it (a test
// holds to that) and knows in what its releases differ for us.
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Parallel.h>
#include <c10/core/CPUAllocator.h>
#include <c10/core/impl/alloc_cpu.h>
#include <c10/util/ThreadLocalDebugInfo.h>
#include <c10/util/hash.h>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/custom_function.h>
#include <torch/csrc/autograd/functions/accumulate_grad.h>
#include <torch/types.h>
#include <torch/version.h>

namespace lightcl {

#if TORCH_VERSION_MAJOR >= 2
using ReportedTotal = std::size_t; ///< totals in c10::MemoryReportingInfoBase::reportMemoryUsage
#else
using ReportedTotal = std::int64_t;
#endif

#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 4)
using OptionalTensor = std::optional<at::Tensor>; ///< what its functions take as a tensor that may be absent
#else
using OptionalTensor = c10::optional<at::Tensor>;
#endif

} // namespace lightcl
