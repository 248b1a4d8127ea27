#include "figures/accuracy_curves.h"

#include <algorithm>
#include <set>

namespace lightcl {

namespace {

/// The mean of the series' values at each moment, over those that have one.
Series meanOf(const std::vector<Series>& series, std::size_t moments) {
    Series means;
    for (std::size_t moment = 0; moment < moments; ++moment) {
        Series values;
        for (const auto& one : series) values.push_back(one[moment]);
        const auto mean = meanSd(values);
        means.push_back(mean ? std::optional(mean->mean) : std::nullopt);
    }
    return means;
}

} // namespace

AccuracyCurves accuracyCurves(const std::vector<AccuracyRow>& rows) {
    std::set<RunPosition> moments;
    std::size_t tasks = 0;
    for (const auto& row : rows) {
        if (row.trainedTask < 1) continue;
        moments.insert({row.trainedTask, row.epoch});
        tasks = std::max(tasks, static_cast<std::size_t>(std::max(row.evalTask, 0)));
    }
    AccuracyCurves curves;
    curves.moments.assign(moments.begin(), moments.end());
    curves.classIl.assign(tasks, Series(moments.size()));
    curves.taskIl = curves.classIl;
    for (const auto& row : rows) {
        const bool isSeen = row.trainedTask >= 1 && row.evalTask >= 1 && row.evalTask <= row.trainedTask;
        if (!isSeen) continue;
        const auto place = std::distance(moments.begin(), moments.find({row.trainedTask, row.epoch}));
        const auto task = static_cast<std::size_t>(row.evalTask - 1);
        curves.classIl[task][static_cast<std::size_t>(place)] = row.classIl;
        curves.taskIl[task][static_cast<std::size_t>(place)] = row.taskIl;
    }
    curves.meanClassIl = meanOf(curves.classIl, moments.size());
    curves.meanTaskIl = meanOf(curves.taskIl, moments.size());
    return curves;
}

} // namespace lightcl
