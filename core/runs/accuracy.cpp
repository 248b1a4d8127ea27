#include "runs/accuracy.h"

namespace lightcl {

std::string_view titleOf(AccuracyKind kind) {
    return kind == AccuracyKind::ClassIl ? "class-IL" : "task-IL";
}

std::string_view columnNameOf(AccuracyKind kind) {
    return kind == AccuracyKind::ClassIl ? "class_il" : "task_il";
}

std::optional<double> accuracyOf(const AccuracyRow& row, AccuracyKind kind) {
    return kind == AccuracyKind::ClassIl ? row.classIl : std::optional(row.taskIl);
}

bool isOfTaskMet(const AccuracyRow& row) {
    return row.trainedTask >= 1 && row.evalTask >= 1 && row.evalTask <= row.trainedTask;
}

std::optional<double> meanOverTasksMet(const std::vector<AccuracyRow>& rows, AccuracyKind kind) {
    double sum = 0;
    int count = 0;
    for (const auto& row : rows) {
        const auto accuracy = isOfTaskMet(row) ? accuracyOf(row, kind) : std::nullopt;
        if (!accuracy) continue;
        sum += *accuracy;
        ++count;
    }
    return count > 0 ? std::optional(sum / count) : std::nullopt;
}

} // namespace lightcl
