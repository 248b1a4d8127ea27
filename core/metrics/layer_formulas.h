#pragma once

#include "libtorch/torch.h"

#include <vector>

namespace lightcl {

/// Learning plasticity of one probe batch: ‖∂L/∂W‖_F / (‖W‖_F + 1e-12). Low: the layer already serves the task.
/// (Our definition of the metric that LightCL's abstract names, arXiv 2407.10545.)
double learningPlasticity(const torch::Tensor& gradient, const torch::Tensor& weight);

/// Memory stability of one earlier task: 1 - ‖now - then‖_F / (‖now‖_F + ‖then‖_F), in [0,1]; 1: nothing moved. Two
/// maps of the same shape, rows first; 1 when both are zero. (Our definition, as above.)
double memoryStability(const torch::Tensor& now, const torch::Tensor& then);

/// Generalizability of each layer: MS_l · (1 - LP_l / max_l LP_l); with all plasticities 0 the second factor is 1.
std::vector<double> generalizability(const std::vector<double>& stability, const std::vector<double>& plasticity);

/// Linear centred kernel alignment (Kornblith et al. 2019) of two maps [rows, …] of the same rows, in [0,1]; 0 when
/// either is constant over the rows.
double linearCka(const torch::Tensor& now, const torch::Tensor& then);

/// Mean over rows of the cosine between the rows of two maps, in [-1,1]; a pair of zero rows counts as 1.
double cosineSimilarity(const torch::Tensor& now, const torch::Tensor& then);

} // namespace lightcl
