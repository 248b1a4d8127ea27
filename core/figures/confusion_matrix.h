#pragma once

#include "figures/run_record.h"
#include "text/table.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace lightcl {

/// Which of a run's moments have their confusion matrix read with it: every one while that is little to read, else the
/// tasks' ends; `classes` as many as there are, 0 when that is not known.
std::vector<RunPosition> confusionMoments(const RunRecord& run, std::size_t classes);

/// How the test images of each class were classified at one moment, by class-IL: one row for a true class, one column
/// for a predicted one, both in the order in which the tasks bring them.
class ConfusionMatrix {
public:
    ConfusionMatrix() = default;
    ConfusionMatrix(const RunRecord& run, RunPosition moment);

    [[nodiscard]] RunPosition moment() const { return moment_; }
    [[nodiscard]] bool empty() const { return classes_.empty(); }
    [[nodiscard]] std::size_t size() const { return classes_.size(); }

    /// The class at a place of rows and columns, counted from 0; its name, or its number where names are not known.
    [[nodiscard]] int classAt(std::size_t place) const { return classes_.at(place); }
    [[nodiscard]] const std::string& nameAt(std::size_t place) const { return names_.at(place); }
    /// Places at which another task's classes begin; the first is left out.
    [[nodiscard]] const std::vector<std::size_t>& borders() const { return borders_; }

    /// Images of the row's class that were taken for the column's.
    [[nodiscard]] std::int64_t count(std::size_t row, std::size_t column) const;
    [[nodiscard]] std::int64_t rowTotal(std::size_t row) const;
    [[nodiscard]] std::int64_t columnTotal(std::size_t column) const;
    [[nodiscard]] std::int64_t total() const;
    [[nodiscard]] std::int64_t correct() const;
    /// count() as a share of rowTotal(), in [0,1]; none for a class without images.
    [[nodiscard]] std::optional<double> share(std::size_t row, std::size_t column) const;

    /// The rows of the view confusion_matrix: trained_task, epoch, true_class, predicted_class, count; then the two
    /// classes' names.
    [[nodiscard]] Table toTable() const;

private:
    void arrange(const RunRecord& run, const std::vector<ConfusionRow>& rows);

    RunPosition moment_;
    std::vector<int> classes_;
    std::vector<std::string> names_;
    std::vector<std::size_t> borders_;
    std::vector<std::int64_t> counts_; ///< row by row
};

} // namespace lightcl
