#include "report/latex_report.h"

#include "report/figure_text.h"

#include <cmath>
#include <fmt/format.h>

namespace lightcl {

namespace {

std::string math(const std::string& text) {
    return text == "-" ? "--" : "$" + text + "$";
}

std::string cell(const std::optional<MeanSd>& figure, double unit, int decimals) {
    return math(meanSdText(figure, unit, decimals, " \\pm "));
}

std::string powerOfTen(const std::optional<MeanSd>& figure) {
    if (!figure || figure->mean <= 0) return "--";
    const auto exponent = std::floor(std::log10(figure->mean));
    return fmt::format("${:.2f} \\times 10^{{{:.0f}}}$", figure->mean / std::pow(10, exponent), exponent);
}

std::string row(const MethodGroup& group) {
    return fmt::format("    {} & {} & {} & {} & {} & {} & {} & {} \\\\\n", latexEscaped(group.label), group.runs.size(),
                       cell(group.classIl, kPercentUnit, 2), cell(group.taskIl, kPercentUnit, 2),
                       cell(group.forgetting, kPercentUnit, 2), cell(group.measuredPeakBytes, kMebibyteUnit, 1),
                       powerOfTen(group.trainingFlops), cell(group.seconds, 1, 1));
}

} // namespace

std::string latexEscaped(std::string_view text) {
    std::string result;
    for (const char character : text) {
        switch (character) {
        case '\\':
            result += "\\textbackslash{}";
            break;
        case '~':
            result += "\\textasciitilde{}";
            break;
        case '^':
            result += "\\textasciicircum{}";
            break;
        case '&':
        case '%':
        case '$':
        case '#':
        case '_':
        case '{':
        case '}':
            result += '\\';
            [[fallthrough]];
        default:
            result += character;
        }
    }
    return result;
}

std::string latexReport(const Report& report) {
    std::string text = "% Needs \\usepackage{booktabs}.\n\\begin{table}\n  \\centering\n";
    text +=
        fmt::format("  \\caption{{{}: {}. Mean $\\pm$ standard deviation over seeds; class-IL is the argmax over all "
                    "classes seen so far, task-IL within the task's classes.}}\n",
                    latexEscaped(report.title), latexEscaped(report.facts.empty() ? "" : report.facts.front().second));
    text +=
        "  \\begin{tabular}{lrrrrrrr}\n    \\toprule\n"
        "    Method & Runs & Class-IL (\\%) & Task-IL (\\%) & Forgetting (\\%) & Peak memory (MiB) & Training FLOPs & "
        "Time (s) \\\\\n    \\midrule\n";
    for (const auto& group : report.groups) text += row(group);
    return text + "    \\bottomrule\n  \\end{tabular}\n\\end{table}\n";
}

} // namespace lightcl
