#pragma once

#include "runs/rows.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace lightcl {

/// All layer metrics of one run by metric and position: a fraction of the memory and time that as many rows with their
/// names take, for a long run has hundreds of thousands.
class LayerMetrics {
public:
    /// Values by layer index. NaN, or a list that ends before: not measured.
    using Values = std::vector<double>;
    using Course = std::map<RunPosition, Values>;

    LayerMetrics() = default;
    explicit LayerMetrics(const std::vector<LayerMetricRow>& rows);

    void nameLayer(int layerIndex, const std::string& name);
    /// Negative layer indices are left out.
    void add(const std::string& metric, RunPosition position, int layerIndex, double value);

    [[nodiscard]] bool empty() const { return courses_.empty(); }
    /// Names by layer index, as many as there are layers with a name or a value.
    [[nodiscard]] const std::vector<std::string>& layers() const { return layers_; }
    /// In the order in which they came.
    [[nodiscard]] const std::vector<std::pair<std::string, Course>>& courses() const { return courses_; }
    /// A metric's course, or nullptr when it was not measured.
    [[nodiscard]] const Course* course(const std::string& metric) const;

private:
    Course& courseOf(const std::string& metric);

    std::vector<std::string> layers_;
    std::vector<std::pair<std::string, Course>> courses_;
};

} // namespace lightcl
