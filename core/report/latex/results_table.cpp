#include "report/latex/results_table.h"

#include "catalog/catalog.h"
#include "figures/figure_text.h"
#include "figures/setting_differences.h"
#include "spec/method_network.h"
#include "spec/settings.h"
#include "text/latex.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <map>
#include <utility>

namespace lightcl {

namespace {

constexpr auto kDomains = "\"domain-incremental\"";

std::string textOf(const SettingTexts& texts, const std::string& name) {
    const auto found = texts.find(name);
    return found == texts.end() ? std::string() : found->second.substr(1, found->second.size() - 2);
}

/// What makes a setting: the scenario but for what is asked at test time, and the network.
SettingTexts settingOf(const RunSpec& run) {
    SettingTexts texts = settingTexts({&run.scenario, &run.network});
    if (texts["kind"] != kDomains) texts.erase("kind");
    return texts;
}

std::string plainTitle(const SettingTexts& setting) {
    const bool domains = setting.count("kind") > 0;
    const std::string name = textOf(setting, "dataset");
    const DatasetInfo* dataset = catalog().dataset(name);
    const std::string how = !domains ? "Split" : textOf(setting, "transform") == "rotated" ? "Rotated" : "Permuted";
    return fmt::format("{} {}", how, dataset ? dataset->title : name);
}

/// Each with what tells it from others of its title.
std::vector<std::string> settingTitles(const std::vector<SettingTexts>& settings) {
    std::map<std::string, SettingVariety> byTitle;
    for (const SettingTexts& setting : settings) byTitle[plainTitle(setting)].add(setting);
    std::vector<std::string> titles;
    for (const SettingTexts& setting : settings) {
        const std::string title = plainTitle(setting);
        titles.push_back(withSettings(title, byTitle[title].differing(setting)));
    }
    return titles;
}

std::string buffer(const Parameters& method) {
    for (const char* name : {"buffer_size", "memory_samples"})
        if (method.contains(name)) return std::to_string(method.integer(name));
    return "-";
}

/// The share of weights that is held at zero (SparCL), or that was removed with its channels (sparse LightCL).
std::string sparsity(const RunSpec& run) {
    const Parameters& method = run.method.parameters;
    double share = method.contains("sparsity") ? method.number("sparsity") : 0;
    if (method.contains("sparsity_preset")) {
        share =
            1 - static_cast<double>(networkOf(run).parameters()) / static_cast<double>(fullNetworkOf(run).parameters());
    }
    return fmt::format("{:.2g}", share);
}

/// A row while it is filled: where each cell comes from.
struct Draft {
    MethodSpec method;
    std::vector<const ResultsEntry*> cells;
};

/// What differs among the rows of one method.
struct MethodVariety {
    SettingVariety parameters;
    std::map<std::size_t, SettingVariety> trained; ///< by setting
};

SettingTexts trainedSettings(const ResultsEntry& entry) {
    return settingTexts({&entry.spec.training, &entry.spec.scenario});
}

std::map<std::string, MethodVariety> varieties(const std::vector<Draft>& drafts) {
    std::map<std::string, MethodVariety> methods;
    for (const Draft& draft : drafts) {
        MethodVariety& method = methods[draft.method.name];
        method.parameters.add(settingTexts({&draft.method.parameters}));
        for (std::size_t i = 0; i < draft.cells.size(); ++i)
            if (draft.cells[i]) method.trained[i].add(trainedSettings(*draft.cells[i]));
    }
    return methods;
}

/// What beside its buffer and sparsity tells a row from the method's other rows: its own parameters, and where both
/// have figures in one setting, how those were trained.
SettingTexts rowDetails(const Draft& own, const MethodVariety& method) {
    SettingTexts details = method.parameters.differing(settingTexts({&own.method.parameters}));
    for (std::size_t i = 0; i < own.cells.size(); ++i)
        if (own.cells[i]) details.merge(method.trained.at(i).differing(trainedSettings(*own.cells[i])));
    for (const char* shown : {"buffer_size", "memory_samples", "sparsity"}) details.erase(shown);
    return details;
}

ResultsRow rowOf(const Draft& draft, const MethodVariety& variety) {
    const MethodInfo* info = catalog().method(draft.method.name);
    ResultsRow row;
    row.method = withSettings(info ? info->title : draft.method.name, rowDetails(draft, variety));
    row.buffer = buffer(draft.method.parameters);
    for (const ResultsEntry* entry : draft.cells) {
        if (entry && row.sparsity.empty()) row.sparsity = sparsity(entry->spec);
        row.cells.push_back(entry ? std::optional(entry->figures) : std::nullopt);
        const Value* kind = entry ? entry->spec.scenario.find("kind") : nullptr;
        // Which task a sample is from was given there.
        if (kind && *kind == Value(std::string("task-incremental"))) row.cells.back()->classIl.reset();
    }
    return row;
}

/// Puts each entry into its method's first row that has nothing yet in the entry's setting.
std::vector<Draft> draftsOf(const std::vector<ResultsEntry>& entries, const std::vector<std::size_t>& settingOfEntry,
                            std::size_t settings) {
    std::vector<Draft> drafts;
    std::map<std::string, std::vector<std::size_t>> rowsOfMethod;
    std::map<std::pair<std::string, std::size_t>, std::size_t> filled; ///< rows of a method that have that setting
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const MethodSpec& method = entries[i].spec.method;
        std::string key = method.name;
        for (const auto& [name, value] : settingTexts({&method.parameters})) key += '\n' + name + '=' + value;
        auto& rows = rowsOfMethod[key];
        const std::size_t row = filled[{key, settingOfEntry[i]}]++;
        if (row == rows.size()) {
            rows.push_back(drafts.size());
            drafts.push_back({method, std::vector<const ResultsEntry*>(settings)});
        }
        drafts[rows[row]].cells[settingOfEntry[i]] = &entries[i];
    }
    return drafts;
}

/// How a setting's columns are written.
struct SettingColumns {
    bool accuracies = false;
    int exponent = 0; ///< of ten; the unit of FLOPs
};

SettingColumns columnsOf(const ResultsTable& results, std::size_t setting) {
    SettingColumns columns;
    std::optional<double> smallest;
    for (const ResultsRow& row : results.rows) {
        const auto& figures = row.cells[setting];
        if (!figures) continue;
        columns.accuracies = columns.accuracies || figures->classIl || figures->taskIl;
        if (figures->flops && figures->flops->mean > 0)
            smallest = std::min(smallest.value_or(figures->flops->mean), figures->flops->mean);
    }
    if (smallest) columns.exponent = std::max(0, static_cast<int>(std::floor(std::log10(*smallest))));
    return columns;
}

std::string raised(int exponent) {
    std::string text;
    for (const char digit : std::to_string(exponent)) text += kRaisedDigits[static_cast<std::size_t>(digit - '0')];
    return text;
}

/// A cost hardly differs between seeds: its mean alone.
std::string meanText(const std::optional<MeanSd>& figure, double unit) {
    return figure ? fmt::format("{:.1f}", figure->mean / unit) : "-";
}

/// The best and the second best of each column.
void markResults(Table& table, const ResultsTable& results, const std::vector<SettingColumns>& columns) {
    std::size_t column = 3;
    for (std::size_t setting = 0; setting < columns.size(); ++setting) {
        const auto mark = [&](std::optional<MeanSd> ResultsCell::*figure, bool higherIsBetter) {
            std::vector<std::optional<double>> means;
            for (const auto& row : results.rows) {
                const auto value = row.cells[setting].value_or(ResultsCell{}).*figure;
                means.push_back(value ? std::optional(value->mean) : std::nullopt);
            }
            markBest(table, column++, means, higherIsBetter);
        };
        if (columns[setting].accuracies) {
            mark(&ResultsCell::classIl, true);
            mark(&ResultsCell::taskIl, true);
        }
        mark(&ResultsCell::flops, false);
        mark(&ResultsCell::peakBytes, false);
    }
}

} // namespace

ResultsTable resultsTable(const std::vector<ResultsEntry>& entries) {
    std::vector<SettingTexts> settings;
    std::map<SettingTexts, std::size_t> places;
    std::vector<std::size_t> settingOfEntry;
    for (const ResultsEntry& entry : entries) {
        const auto [place, isNew] = places.try_emplace(settingOf(entry.spec), settings.size());
        if (isNew) settings.push_back(place->first);
        settingOfEntry.push_back(place->second);
    }
    const auto drafts = draftsOf(entries, settingOfEntry, settings.size());
    const auto methods = varieties(drafts);
    ResultsTable table;
    table.settings = settingTitles(settings);
    for (const Draft& draft : drafts) table.rows.push_back(rowOf(draft, methods.at(draft.method.name)));
    return table;
}

Table toTable(const ResultsTable& results) {
    Table table;
    table.addColumn("Method", Table::Align::Left);
    table.addColumn("Buffer");
    table.addColumn("Sparsity");
    std::vector<SettingColumns> columns;
    for (std::size_t setting = 0; setting < results.settings.size(); ++setting) {
        columns.push_back(columnsOf(results, setting));
        const auto add = [&](std::string title) {
            table.addColumn(std::move(title), Table::Align::Right, results.settings[setting]);
        };
        if (columns.back().accuracies) {
            add("CIL (%)");
            add("TIL (%)");
        }
        add(fmt::format("FLOPs (10{})", raised(columns.back().exponent)));
        add("Mem. (MiB)");
    }
    for (const ResultsRow& row : results.rows) {
        std::vector<std::string> cells = {row.method, row.buffer, row.sparsity};
        for (std::size_t setting = 0; setting < columns.size(); ++setting) {
            const ResultsCell shown = row.cells[setting].value_or(ResultsCell{});
            if (columns[setting].accuracies) {
                cells.push_back(meanSdText(shown.classIl, kPercentUnit, 2));
                cells.push_back(meanSdText(shown.taskIl, kPercentUnit, 2));
            }
            cells.push_back(meanText(shown.flops, std::pow(10.0, columns[setting].exponent)));
            cells.push_back(meanText(shown.peakBytes, kMebibyteUnit));
        }
        table.addRow(std::move(cells));
    }
    markResults(table, results, columns);
    return table;
}

} // namespace lightcl
