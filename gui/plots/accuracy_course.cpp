#include "plots/accuracy_course.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

namespace lightcl {

std::optional<double> accuracyOf(const AccuracyRow& row, AccuracyKind kind) {
    return kind == AccuracyKind::ClassIl ? row.classIl : std::optional(row.taskIl);
}

int taskCount(const RunData& run) {
    int tasks = std::max(1, run.tasks);
    for (const auto& row : run.accuracies) tasks = std::max({tasks, row.trainedTask, row.evalTask});
    return tasks;
}

int epochCount(const RunData& run) {
    int epochs = std::max(1, run.epochs);
    for (const auto& row : run.accuracies) epochs = std::max(epochs, row.epoch);
    for (const auto& row : run.losses) epochs = std::max(epochs, row.epoch);
    return epochs;
}

std::vector<AccuracyCourse> taskCourses(const RunData& run, AccuracyKind kind) {
    std::vector<AccuracyCourse> courses(static_cast<std::size_t>(taskCount(run)));
    for (const auto& row : run.accuracies) {
        const auto accuracy = accuracyOf(row, kind);
        if (!accuracy || row.evalTask < 1 || row.trainedTask < row.evalTask) continue;
        courses[static_cast<std::size_t>(row.evalTask) - 1].push_back({{row.trainedTask, row.epoch}, *accuracy});
    }
    for (auto& course : courses)
        std::sort(course.begin(), course.end(),
                  [](const AccuracyPoint& a, const AccuracyPoint& b) { return a.position < b.position; });
    return courses;
}

AccuracyCourse averageCourse(const RunData& run, AccuracyKind kind) {
    std::map<RunPosition, std::pair<double, int>> sums;
    for (const auto& course : taskCourses(run, kind))
        for (const auto& point : course) {
            auto& [sum, count] = sums[point.position];
            sum += point.accuracy;
            ++count;
        }
    AccuracyCourse average;
    for (const auto& [position, sum] : sums) average.push_back({position, sum.first / sum.second});
    return average;
}

std::vector<std::vector<std::size_t>> seedGroups(const std::vector<RunDataPtr>& runs) {
    const auto keyOf = [](const RunSummary& run) {
        return std::tie(run.name, run.method, run.scenario, run.dataset, run.backbone);
    };
    std::vector<std::vector<std::size_t>> groups;
    for (std::size_t index = 0; index < runs.size(); ++index) {
        const auto same = std::find_if(groups.begin(), groups.end(), [&](const auto& group) {
            return keyOf(runs[group.front()]->summary) == keyOf(runs[index]->summary);
        });
        if (same == groups.end())
            groups.push_back({index});
        else
            same->push_back(index);
    }
    return groups;
}

std::vector<MeanPoint> meanCourse(const std::vector<AccuracyCourse>& courses) {
    std::map<RunPosition, std::vector<double>> values;
    for (const auto& course : courses)
        for (const auto& point : course) values[point.position].push_back(point.accuracy);
    std::vector<MeanPoint> means;
    for (const auto& [position, at] : values) {
        double sum = 0;
        for (const double value : at) sum += value;
        const double mean = sum / static_cast<double>(at.size());
        double squares = 0;
        for (const double value : at) squares += (value - mean) * (value - mean);
        const double deviation = at.size() > 1 ? std::sqrt(squares / static_cast<double>(at.size() - 1)) : 0;
        means.push_back({position, mean, deviation, static_cast<int>(at.size())});
    }
    return means;
}

} // namespace lightcl
