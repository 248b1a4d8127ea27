#include "report/latex/latex_table.h"

#include "figures/figure_text.h"
#include "text/printable.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace lightcl {

namespace {

/// How a setting's columns are written.
struct Columns {
    bool accuracies = false;
    int exponent = 0; ///< of ten; the unit of FLOPs

    [[nodiscard]] int count() const { return accuracies ? 4 : 2; }
};

std::string percent(const std::optional<MeanSd>& figure) {
    return figure ? "$" + meanSdText(figure, kPercentUnit, 2, " \\pm ") + "$" : "--";
}

/// A cost hardly differs between seeds: its mean alone.
std::string mean(const std::optional<MeanSd>& figure, double unit) {
    return figure ? fmt::format("${:.1f}$", figure->mean / unit) : "--";
}

Columns columnsOf(const ResultsTable& table, std::size_t setting) {
    Columns columns;
    std::optional<double> smallest;
    for (const ResultsRow& row : table.rows) {
        const auto& figures = row.cells[setting];
        if (!figures) continue;
        columns.accuracies = columns.accuracies || figures->classIl || figures->taskIl;
        if (figures->flops && figures->flops->mean > 0) {
            smallest = std::min(smallest.value_or(figures->flops->mean), figures->flops->mean);
        }
    }
    if (smallest) columns.exponent = static_cast<int>(std::floor(std::log10(*smallest)));
    return columns;
}

std::string cells(const std::optional<ResultsCell>& figures, const Columns& columns) {
    const ResultsCell shown = figures.value_or(ResultsCell{});
    std::string text;
    if (columns.accuracies) text += fmt::format(" & {} & {}", percent(shown.classIl), percent(shown.taskIl));
    return text + fmt::format(" & {} & {}", mean(shown.flops, std::pow(10.0, columns.exponent)),
                              mean(shown.peakBytes, kMebibyteUnit));
}

/// The settings' names over their columns, then the columns' own.
std::string heading(const ResultsTable& table, const std::vector<Columns>& columns) {
    std::string names, rules, titles = "    Method & Buffer & Sparsity";
    int first = 4;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const int last = first + columns[i].count() - 1;
        names += fmt::format(" & \\multicolumn{{{}}}{{c}}{{{}}}", columns[i].count(), latexEscaped(table.settings[i]));
        rules += fmt::format("{}\\cmidrule(lr){{{}-{}}}", i == 0 ? "    " : " ", first, last);
        if (columns[i].accuracies) titles += " & CIL (\\%) & TIL (\\%)";
        titles += fmt::format(" & FLOPs ($10^{{{}}}$) & Mem.\\ (MiB)", columns[i].exponent);
        first = last + 1;
    }
    return fmt::format("    \\toprule\n    & &{} \\\\\n{}\n{} \\\\\n    \\midrule\n", names, rules, titles);
}

} // namespace

std::string latexEscaped(std::string_view text) {
    std::string result;
    for (const char character : printable(text)) {
        switch (character) {
        case '<':
            result += "\\textless{}";
            break;
        case '>':
            result += "\\textgreater{}";
            break;
        case '|':
            result += "\\textbar{}";
            break;
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

std::string latexTable(const ResultsTable& table, const std::string& caption) {
    std::vector<Columns> columns;
    std::string alignment = "lrr";
    for (std::size_t i = 0; i < table.settings.size(); ++i) {
        columns.push_back(columnsOf(table, i));
        alignment.append(static_cast<std::size_t>(columns.back().count()), 'r');
    }
    std::string text = fmt::format("% Needs \\usepackage{{booktabs}}.\n\\begin{{table}}\n  \\centering\n"
                                   "  \\caption{{{}}}\n  \\begin{{tabular}}{{{}}}\n",
                                   caption, alignment);
    text += heading(table, columns);
    for (const ResultsRow& row : table.rows) {
        text += fmt::format("    {} & {} & {}", latexEscaped(row.method), row.buffer == "-" ? "--" : row.buffer,
                            row.sparsity);
        for (std::size_t i = 0; i < columns.size(); ++i) text += cells(row.cells[i], columns[i]);
        text += " \\\\\n";
    }
    return text + "    \\bottomrule\n  \\end{tabular}\n\\end{table}\n";
}

} // namespace lightcl
