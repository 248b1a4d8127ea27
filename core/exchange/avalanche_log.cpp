#include "exchange/csv_lines.h"
#include "exchange/json_lines.h"
#include "exchange/other_logs.h"

#include "base/error.h"

#include <algorithm>
#include <fmt/format.h>
#include <limits>
#include <map>

namespace lightcl {

namespace fs = std::filesystem;

namespace {

constexpr double kAnyNumber = std::numeric_limits<double>::max();

std::string orElse(const std::string& text, const std::string& other) {
    return text.empty() ? other : text;
}

fs::path besideTraining(const fs::path& file) {
    return file.parent_path() / "training_results.csv";
}

/// The loss after each epoch; returns the epochs of each task.
std::map<int, int> takeTraining(const CsvLines& lines, ForeignRun& run) {
    std::map<int, int> epochs;
    for (std::size_t row = 0; row < lines.rows(); ++row) {
        const int task = lines.whole(row, "training_exp") + 1;
        const int epoch = lines.whole(row, "epoch") + 1;
        const double loss = lines.number(row, "training_loss", -kAnyNumber, kAnyNumber);
        epochs[task] = std::max(epochs[task], epoch);
        // How many steps an epoch had is not told: one mean stands for it.
        run.rows.push_back({lineKind("loss"), {std::int64_t{task}, std::int64_t{epoch}, std::int64_t{1}, loss}});
    }
    return epochs;
}

void takeEvaluations(const CsvLines& lines, const std::map<int, int>& epochs, bool isTaskIl, ForeignRun& run) {
    for (std::size_t row = 0; row < lines.rows(); ++row) {
        const int tested = lines.whole(row, "eval_exp") + 1;
        // Before any training it says None.
        if (lines.text(row, "training_exp") == "None") continue;
        const int trained = lines.whole(row, "training_exp") + 1;
        const double accuracy = lines.number(row, "eval_accuracy", 0, 1);
        if (tested > trained) continue;
        const auto epoch = epochs.find(trained);
        const LineCell none;
        run.rows.push_back(
            {lineKind("accuracy"),
             {std::int64_t{trained}, std::int64_t{epoch == epochs.end() ? 1 : epoch->second}, std::int64_t{tested},
              isTaskIl ? none : LineCell(accuracy), isTaskIl ? LineCell(accuracy) : none}});
    }
}

} // namespace

ForeignRun readAvalanche(const fs::path& file, const ImportWords& words) {
    const CsvLines evaluations(file, {"eval_exp", "training_exp", "eval_accuracy"});
    ForeignRun run;
    run.fields["method"] = orElse(words.method, "avalanche");
    run.fields["name"] = orElse(words.name, fs::absolute(file).parent_path().filename().string());
    run.fields["scenario"] = words.scenario;
    run.fields["dataset"] = words.dataset;
    run.fields["seed"] = words.seed;
    run.fields["state"] = std::string("done");
    std::string content = evaluations.content();
    std::map<int, int> epochs;
    std::error_code ignored;
    if (fs::exists(besideTraining(file), ignored)) {
        const CsvLines training(besideTraining(file), {"training_exp", "epoch", "training_loss"});
        content += training.content();
        epochs = takeTraining(training, run);
    }
    takeEvaluations(evaluations, epochs, words.scenario == "task-incremental", run);
    const auto isAccuracy = [](const ForeignRow& row) { return row.kind == lineKind("accuracy"); };
    if (std::ranges::none_of(run.rows, isAccuracy))
        throw InputError(fmt::format("{}: holds no evaluation after training; expected lines of eval_exp,training_exp,"
                                     "eval_accuracy",
                                     file.string()));
    completeRun(run,
                fmt::format("avalanche\n{}\n{}\n{}\n{}", run.text("method"), run.text("dataset"), words.seed, content));
    return run;
}

} // namespace lightcl
