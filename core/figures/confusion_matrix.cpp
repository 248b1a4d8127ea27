#include "figures/confusion_matrix.h"

#include "figures/moment.h"
#include "figures/task_classes.h"
#include "text/text_list.h"

#include <algorithm>
#include <map>
#include <set>

namespace lightcl {

namespace {

constexpr std::size_t kMostConfusionRows = 4000; ///< read in a fraction of a second, whatever they hold

} // namespace

std::vector<RunPosition> confusionMoments(const RunRecord& run, std::size_t classes) {
    const auto moments = momentsOf(run);
    if (moments.size() * std::max<std::size_t>(classes, 1) <= kMostConfusionRows) return moments;
    std::vector<RunPosition> ends;
    for (std::size_t place = 0; place < moments.size(); ++place)
        if (place + 1 == moments.size() || moments[place + 1].task != moments[place].task)
            ends.push_back(moments[place]);
    return ends;
}

ConfusionMatrix::ConfusionMatrix(const RunRecord& run, RunPosition moment) : moment_(moment) {
    const auto found = run.confusions.find(moment);
    if (found == run.confusions.end()) return;
    arrange(run, found->second);
    std::map<int, std::size_t> places;
    for (std::size_t place = 0; place < classes_.size(); ++place) places[classes_[place]] = place;
    counts_.assign(size() * size(), 0);
    for (const ConfusionRow& row : found->second)
        for (const auto& [predicted, images] : row.predicted)
            counts_[places.at(row.trueClass) * size() + places.at(predicted)] += images;
}

void ConfusionMatrix::arrange(const RunRecord& run, const std::vector<ConfusionRow>& rows) {
    std::set<int> met;
    for (const ConfusionRow& row : rows) {
        met.insert(row.trueClass);
        for (const auto& [predicted, images] : row.predicted) met.insert(predicted);
    }
    for (const auto& task : classesOfTasks(run)) {
        const auto begin = classes_.size();
        for (const auto label : task)
            if (met.erase(static_cast<int>(label)) > 0) classes_.push_back(static_cast<int>(label));
        if (begin > 0 && classes_.size() > begin) borders_.push_back(begin);
    }
    classes_.insert(classes_.end(), met.begin(), met.end());
    const auto names = textsIn(run.summary.classNames);
    for (const int label : classes_) {
        const auto index = static_cast<std::size_t>(label);
        names_.push_back(index < names.size() ? names[index] : std::to_string(label));
    }
}

std::int64_t ConfusionMatrix::count(std::size_t row, std::size_t column) const {
    return counts_.at(row * size() + column);
}

std::int64_t ConfusionMatrix::rowTotal(std::size_t row) const {
    std::int64_t images = 0;
    for (std::size_t column = 0; column < size(); ++column) images += count(row, column);
    return images;
}

std::int64_t ConfusionMatrix::columnTotal(std::size_t column) const {
    std::int64_t images = 0;
    for (std::size_t row = 0; row < size(); ++row) images += count(row, column);
    return images;
}

std::int64_t ConfusionMatrix::total() const {
    std::int64_t images = 0;
    for (const auto count : counts_) images += count;
    return images;
}

std::int64_t ConfusionMatrix::correct() const {
    std::int64_t images = 0;
    for (std::size_t place = 0; place < size(); ++place) images += count(place, place);
    return images;
}

std::optional<double> ConfusionMatrix::share(std::size_t row, std::size_t column) const {
    const auto all = rowTotal(row);
    if (all == 0) return std::nullopt;
    return static_cast<double>(count(row, column)) / static_cast<double>(all);
}

Table ConfusionMatrix::toTable() const {
    Table table;
    for (const auto* title : {"trained_task", "epoch", "true_class", "predicted_class", "count"})
        table.addColumn(title);
    for (const auto* title : {"true_name", "predicted_name"}) table.addColumn(title, Table::Align::Left);
    for (std::size_t row = 0; row < size(); ++row)
        for (std::size_t column = 0; column < size(); ++column) {
            if (count(row, column) == 0) continue;
            table.addRow({std::to_string(moment_.task), std::to_string(moment_.epoch), std::to_string(classes_[row]),
                          std::to_string(classes_[column]), std::to_string(count(row, column)), names_[row],
                          names_[column]});
        }
    return table;
}

} // namespace lightcl
