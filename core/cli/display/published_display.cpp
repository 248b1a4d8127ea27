#include "cli/display/published_display.h"

#include "text/table_format.h"

namespace lightcl {

namespace {

Json figureJson(const FigureBeside& figure, int publishedRuns) {
    const auto orNone = [](const std::optional<double>& value) { return value ? Json(*value) : Json(); };
    return {{"mean", figure.ours ? Json(figure.ours->mean) : Json()},
            {"sd", figure.ours ? orNone(figure.ours->sd) : Json()},
            {"published", orNone(figure.published)},
            {"published_sd", orNone(figure.publishedSd)},
            {"difference", orNone(figure.difference())},
            {"beyond_two_standard_errors", figure.isMarked(publishedRuns)}};
}

} // namespace

void printPublished(std::ostream& out, const std::vector<RowBeside>& rows) {
    out << toText(publishedTable(rows)) << "\n" << publishedCaption(rows) << "\n";
}

Json publishedJson(const std::vector<RowBeside>& rows) {
    Json list = Json::array();
    for (const auto& row : rows)
        list.push_back({{"source", row.table->source},
                        {"dataset", row.table->dataset},
                        {"method", row.published->method},
                        {"group", row.group.empty() ? Json() : Json(row.group)},
                        {"runs", row.runs},
                        {"class_il", figureJson(row.classIl, row.table->runs)},
                        {"task_il", figureJson(row.taskIl, row.table->runs)},
                        {"training_flops", figureJson(row.trainingFlops, row.table->runs)},
                        {"paper_peak_mebibytes", figureJson(row.peakMebibytes, row.table->runs)},
                        {"needed_for_a_fair_cell", row.other}});
    return list;
}

} // namespace lightcl
