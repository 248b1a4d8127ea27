#include "cli/commands/compare_command.h"

#include "base/error.h"
#include "cli/commands/chosen_runs.h"
#include "cli/commands/options.h"
#include "cli/display/json.h"
#include "cli/display/published_display.h"
#include "cli/display/rank_display.h"
#include "compare/comparison_words.h"
#include "compare/rank_words.h"
#include "text/table_format.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <ostream>

namespace lightcl {

namespace {

const RunFigure& resultNamed(const std::string& name) {
    std::string known;
    for (const auto& figure : runFigureTable()) {
        if (!isResult(figure)) continue;
        if (figure.name == name) return figure;
        known += (known.empty() ? "" : ", ") + std::string(figure.name);
    }
    throw InputError(fmt::format("--metric: expected one of {}, got \"{}\"", known, name));
}

template <typename T>
Json orNull(const std::optional<T>& value) {
    return value ? Json(*value) : Json();
}

Json toJson(const Comparison& comparison, const ComparedGroup& group) {
    Json runs = Json::array();
    for (const auto* run : group.runs) runs.push_back(run->summary.id);
    const bool hasInterval = group.robust && group.robust->interval;
    return {{"group", group.label},
            {"metric", comparison.figure->name},
            {"n", group.runs.size()},
            {"mean", group.values->mean},
            {"sd", orNull(group.values->sd)},
            {"interquartile_mean", group.robust ? Json(group.robust->mean) : Json()},
            {"interquartile_mean_interval",
             hasInterval ? Json({group.robust->interval->low, group.robust->interval->high}) : Json()},
            {"runs", runs}};
}

Json toJson(const Comparison& comparison, const PairedComparison& pair) {
    const bool none = pair.differences.empty();
    const auto unlessNone = [none](double value) { return none ? Json() : Json(value); };
    return {{"a", comparison.groups[pair.a].label},
            {"b", comparison.groups[pair.b].label},
            {"metric", comparison.figure->name},
            {"n", pair.differences.size()},
            {"seeds", pair.seeds},
            {"differences", pair.differences},
            {"mean_difference", unlessNone(pair.meanDifference)},
            {"interval", pair.interval ? Json({pair.interval->low, pair.interval->high}) : Json()},
            {"p_sign_flip", unlessNone(pair.signFlip.p)},
            {"p_sign_flip_exact", pair.signFlip.exact},
            {"p_wilcoxon", unlessNone(pair.wilcoxon.p)},
            {"p_adjusted", unlessNone(pair.adjustedP)},
            {"lowest_p", unlessNone(lowestSignFlipP(pair.differences.size()))},
            {"effect_size", orNull(pair.effectSize)},
            {"probability_a_larger", unlessNone(pair.probabilityOfLarger)},
            {"sentence", comparisonSentence(comparison, pair)},
            {"notes", pair.notes}};
}

Json toJson(const Comparison& comparison) {
    Json groups = Json::array();
    for (const auto& group : comparison.groups) groups.push_back(toJson(comparison, group));
    Json pairs = Json::array();
    for (const auto& pair : comparison.pairs) pairs.push_back(toJson(comparison, pair));
    return {{"metric", comparison.figure->name}, {"groups", groups}, {"pairs", pairs}, {"notes", comparison.notes}};
}

void print(std::ostream& out, const Comparison& comparison) {
    if (!comparison.groups.empty()) out << toText(comparedGroupsTable(comparison)) << "\n";
    if (!comparison.pairs.empty()) out << toText(comparisonTable(comparison)) << "\n";
    for (const auto& pair : comparison.pairs) {
        out << comparisonSentence(comparison, pair) << "\n";
        for (const auto& note : pair.notes) out << "  " << note << "\n";
    }
    if (comparison.pairs.empty()) out << "Nothing to compare: expected finished runs of two groups at least.\n";
    for (const auto& note : comparison.notes) out << note << "\n";
}

} // namespace

CLI::App* CompareCommand::describe(CLI::App& program) {
    auto* command = program.add_subcommand("compare", "Say which runs are better, by how much, and whether it is luck");
    addRunNumbers(*command, runs_, "Numbers of the runs, 3-10 for several; by default all");
    addDatabaseOption(*command, database_);
    addWhereOption(*command, where_);
    command
        ->add_option("--by", by_,
                     "What the groups are about: a column of run_summary or a key of the spec, such as method or "
                     "buffer_size; by default method and setting")
        ->type_name("KEY");
    command->add_option("--metric", metric_, "The column of run_summary that is compared")
        ->type_name("METRIC")
        ->capture_default_str();
    command->add_option("--baseline", baseline_, "Compare all others with this group only: its label, value or method")
        ->type_name("VALUE");
    across_ = command
                  ->add_option("--across", acrossKey_,
                               "Rank the groups within each value of this key, or without KEY within each data set and "
                               "scenario, and test whether their mean ranks differ")
                  ->type_name("KEY")
                  ->expected(0, 1);
    command->add_flag(
        "--published", published_,
        "Set the runs beside LightCL's published Table 1, cell by cell, with what a fair cell would need");
    addJsonOption(*command, json_, "Print groups and pairs as JSON");
    addTableFormatOption(*command, format_);
    return command;
}

/// Groups are by method and its own settings then, for what they were trained on tells the blocks apart.
void CompareCommand::rank(const Console& console) const {
    if (!baseline_.empty()) throw InputError("--baseline: expected none with --across, which ranks all groups");
    RankQuestion question;
    question.figure = &resultNamed(metric_);
    if (!by_.empty()) question.by = RunKey(by_);
    if (!acrossKey_.empty()) question.across = RunKey(acrossKey_);
    const auto database = Database::openForReading(databaseFile(database_));
    auto records = chooseRuns(database, runs_, where_);
    if (runs_.empty()) leaveOutRejected(database, records, console);
    const RankComparison comparison = rankRuns(addressesOf(records), question);
    if (json_)
        console.out << toText(ranksJson(comparison));
    else if (!format_.empty() && !comparison.refusal.empty())
        throw InputError(comparison.refusal);
    else if (!format_.empty())
        console.out << writeTable(rankedValuesTable(comparison), tableFormat(format_));
    else
        printRanks(console.out, comparison);
}

void CompareCommand::besideThePublished(const Console& console) const {
    if (across_->count() > 0 || !by_.empty() || !baseline_.empty())
        throw InputError("--published: expected without --across, --by and --baseline, its rows are the paper's");
    const auto database = Database::openForReading(databaseFile(database_));
    const auto records = chooseRuns(database, runs_, where_);
    const auto rows = besidePublished(addressesOf(records));
    if (json_)
        console.out << toText(publishedJson(rows));
    else if (!format_.empty())
        console.out << writeTable(publishedTable(rows), tableFormat(format_));
    else
        printPublished(console.out, rows);
}

int CompareCommand::execute(const Console& console) {
    if (published_) {
        besideThePublished(console);
        return 0;
    }
    if (across_->count() > 0) {
        rank(console);
        return 0;
    }
    ComparisonQuestion question;
    question.figure = &resultNamed(metric_);
    if (!by_.empty()) question.by = RunKey(by_);
    question.baseline = baseline_;
    const auto database = Database::openForReading(databaseFile(database_));
    auto records = chooseRuns(database, runs_, where_);
    if (runs_.empty()) leaveOutRejected(database, records, console);
    const Comparison comparison = compareRuns(addressesOf(records), question);
    if (json_)
        console.out << toText(toJson(comparison));
    else if (!format_.empty())
        console.out << writeTable(comparisonTable(comparison), tableFormat(format_));
    else
        print(console.out, comparison);
    return 0;
}

} // namespace lightcl
