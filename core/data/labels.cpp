#include "data/labels.h"

#include "base/error.h"

#include <algorithm>
#include <fmt/format.h>
#include <span>

namespace lightcl {

void checkLabels(const std::filesystem::path& file, const torch::Tensor& labels, std::int64_t classes) {
    const std::span values(labels.data_ptr<std::int64_t>(), static_cast<std::size_t>(labels.numel()));
    const auto wrong =
        std::find_if(values.begin(), values.end(), [&](auto label) { return label < 0 || label >= classes; });
    if (wrong == values.end()) return;
    throw InputError(fmt::format("{}: expected labels from 0 to {}, found {} at position {}", file.string(),
                                 classes - 1, *wrong, wrong - values.begin()));
}

} // namespace lightcl
