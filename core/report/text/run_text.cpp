#include "report/text/run_text.h"

#include "base/units.h"
#include "figures/run_names.h"

#include <fmt/format.h>

namespace lightcl {

namespace {

void addPercent(std::string& text, const char* name, const std::optional<double>& fraction) {
    if (fraction) text += fmt::format("{}{} {} %", text.empty() ? "" : ", ", name, formatPercent(*fraction));
}

void addSentence(std::string& text, const std::string& sentence) {
    if (!sentence.empty()) text += (text.empty() ? "" : " ") + sentence + ".";
}

} // namespace

std::string runHeading(const RunSummary& run) {
    return fmt::format("Run {}, {} ({})", run.id, runTitle(run), toString(run.state));
}

std::string runResults(const RunSummary& run) {
    std::string accuracy;
    addPercent(accuracy, "Class-IL", run.classIl);
    addPercent(accuracy, "task-IL", run.taskIl);
    addPercent(accuracy, "forgetting", run.forgetting);
    addPercent(accuracy, "BWT", run.bwt);
    addPercent(accuracy, "FWT (task-IL)", run.fwt);
    addPercent(accuracy, "learning accuracy", run.learningAccuracy);
    std::string text;
    addSentence(text, accuracy);
    if (run.measuredPeakBytes) {
        addSentence(text, fmt::format("Peak memory measured {}, predicted {}", formatBytes(*run.measuredPeakBytes),
                                      run.predictedPeakBytes ? formatBytes(*run.predictedPeakBytes) : "-"));
    }
    if (run.trainingFlops && *run.trainingFlops > 0) {
        addSentence(text, formatScientific(*run.trainingFlops) + " training FLOPs");
    }
    if (run.seconds && *run.seconds > 0) {
        addSentence(text, fmt::format("{} on {} thread{}", formatSeconds(*run.seconds), run.threads,
                                      run.threads == 1 ? "" : "s"));
    }
    addSentence(text, run.message.empty() ? "" : fmt::format("{}: {}", toString(run.state), run.message));
    return text;
}

std::string phaseText(const std::vector<std::pair<std::string, double>>& phaseSeconds) {
    double sum = 0;
    for (const auto& [phase, seconds] : phaseSeconds) sum += seconds;
    if (!(sum > 0)) return {};
    std::string text;
    for (const auto& [phase, seconds] : phaseSeconds) {
        text += fmt::format("{}{} {} ({:.0f} %)", text.empty() ? "Time: " : ", ", phase, formatSeconds(seconds),
                            seconds / sum * 100);
    }
    return text + ".";
}

} // namespace lightcl
