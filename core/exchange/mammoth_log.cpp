#include "exchange/csv_lines.h"
#include "exchange/json_lines.h"
#include "exchange/other_logs.h"
#include "exchange/python_dictionary.h"

#include "base/error.h"
#include "text/printable.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <fstream>
#include <map>
#include <optional>
#include <system_error>
#include <utility>

namespace lightcl {

namespace fs = std::filesystem;

namespace {

using Dictionary = std::map<std::string, std::string>;

/// A line of the file.
struct MammothLine {
    int number = 0;
    std::string text;
    Dictionary values;
};

std::vector<MammothLine> linesOf(const fs::path& file) {
    std::ifstream stream(file);
    if (!stream) throw InputError(fmt::format("{}: cannot be read; expected Mammoth's logs.pyd", file.string()));
    std::vector<MammothLine> lines;
    int number = 0;
    for (std::string text; std::getline(stream, text);) {
        ++number;
        if (text.find_first_not_of(" \t\r") == std::string::npos) continue;
        try {
            lines.push_back({number, text, pythonDictionary(text)});
        } catch (const InputError& error) {
            throw InputError(
                fmt::format("{}: line {}: expected a Python dictionary: {}", file.string(), number, error.what()));
        }
    }
    return lines;
}

std::string valueOr(const Dictionary& values, const std::string& key, const std::string& otherwise) {
    const auto found = values.find(key);
    return found == values.end() || found->second == "None" ? otherwise : found->second;
}

/// The two numbers of "accuracy_J_taskI".
std::optional<std::pair<int, int>> accuracyPlace(const std::string& key) {
    constexpr std::string_view begin = "accuracy_", middle = "_task";
    if (!key.starts_with(begin)) return std::nullopt;
    int tested = 0, trained = 0;
    const char* end = key.data() + key.size();
    const auto first = std::from_chars(key.data() + begin.size(), end, tested);
    if (first.ec != std::errc() ||
        !std::string_view(first.ptr, static_cast<std::size_t>(end - first.ptr)).starts_with(middle))
        return std::nullopt;
    const auto second = std::from_chars(first.ptr + middle.size(), end, trained);
    const bool fits = second.ec == std::errc() && second.ptr == end && tested >= 1 && trained >= tested;
    return fits ? std::optional(std::pair(trained, tested)) : std::nullopt;
}

/// Shares by trained and tested task.
std::map<std::pair<int, int>, double> sharesOf(const fs::path& file, const MammothLine& line) {
    std::map<std::pair<int, int>, double> shares;
    for (const auto& [key, text] : line.values) {
        const auto place = accuracyPlace(key);
        if (!place) continue;
        auto number = text;
        // np.float64(93.5)
        const auto bracket = number.find('(');
        if (bracket != std::string::npos && number.back() == ')')
            number = number.substr(bracket + 1, number.size() - bracket - 2);
        const auto percent = wholeNumberText(number);
        if (!percent || *percent < 0 || *percent > 100)
            throw InputError(fmt::format("{}: line {}: {}: expected a percentage from 0 to 100, got {}", file.string(),
                                         line.number, key, printable(text.substr(0, 60))));
        shares[*place] = *percent / 100;
    }
    if (shares.empty())
        throw InputError(fmt::format("{}: line {}: expected accuracies such as 'accuracy_1_task1': 93.5, got none",
                                     file.string(), line.number));
    return shares;
}

/// .../class-il/DATA/MODEL/logs.pyd -> .../task-il/DATA/MODEL/logs.pyd; empty for another place.
fs::path taskIlFile(const fs::path& file) {
    const auto model = fs::absolute(file).parent_path();
    const auto setting = model.parent_path().parent_path();
    if (setting.filename() != "class-il") return {};
    return setting.parent_path() / "task-il" / model.parent_path().filename() / model.filename() / file.filename();
}

std::string settingOf(const fs::path& file) {
    return fs::absolute(file).parent_path().parent_path().parent_path().filename().string();
}

/// The line of the same run: by the job's number that Mammoth gives each run.
const MammothLine* partnerOf(const MammothLine& line, const std::vector<MammothLine>& others) {
    const std::string job = valueOr(line.values, "conf_jobnum", "");
    const auto found = std::ranges::find_if(others, [&](const MammothLine& other) {
        return !job.empty() && valueOr(other.values, "conf_jobnum", "") == job;
    });
    return found == others.end() ? nullptr : &*found;
}

std::string noteOf(const Dictionary& values) {
    std::string note;
    for (const char* key :
         {"buffer_size", "lr", "n_epochs", "batch_size", "minibatch_size", "alpha", "beta", "optim_mom", "optim_wd"})
        if (const auto value = valueOr(values, key, ""); !value.empty())
            note += fmt::format("{}{} = {}", note.empty() ? "" : ", ", key, value);
    return note.substr(0, 1000);
}

ForeignRun runOf(const fs::path& file, const MammothLine& line, const MammothLine* taskIl, const ImportWords& words) {
    const std::string setting = settingOf(file);
    const bool isTaskIl = setting == "task-il" || (setting != "class-il" && words.scenario == "task-incremental");
    const auto seed = wholeNumberText(valueOr(line.values, "seed", "0"));
    const auto epochs = wholeNumberText(valueOr(line.values, "n_epochs", "1"));
    const auto epoch = static_cast<std::int64_t>(std::clamp(epochs.value_or(1), 1.0, 1e5));
    ForeignRun run;
    run.fields["name"] = words.name.empty() ? std::string("mammoth") : words.name;
    run.fields["method"] = words.method.empty() ? valueOr(line.values, "model", "mammoth") : words.method;
    run.fields["dataset"] = words.dataset.empty() ? valueOr(line.values, "dataset", "") : words.dataset;
    run.fields["backbone"] = valueOr(line.values, "backbone", "");
    run.fields["scenario"] = setting == "domain-il" ? std::string("domain-incremental")
                             : isTaskIl             ? std::string("task-incremental")
                                                    : words.scenario;
    run.fields["seed"] = static_cast<std::int64_t>(std::clamp(seed.value_or(0), 0.0, 1e15));
    run.fields["note"] = noteOf(line.values);
    run.fields["state"] = std::string("done");
    const auto shares = sharesOf(file, line);
    const auto taskShares = taskIl == nullptr ? std::map<std::pair<int, int>, double>() : sharesOf(file, *taskIl);
    for (const auto& [place, value] : shares) {
        const auto other = taskShares.find(place);
        std::vector<LineCell> cells{std::int64_t{place.first}, epoch, std::int64_t{place.second}, {}, {}};
        cells[isTaskIl ? 4 : 3] = value;
        if (!isTaskIl && other != taskShares.end()) cells[4] = other->second;
        run.rows.push_back({lineKind("accuracy"), std::move(cells)});
    }
    completeRun(run, fmt::format("mammoth\n{}\n{}", run.text("name"), line.text));
    return run;
}

} // namespace

std::vector<ForeignRun> readMammoth(const fs::path& file, const ImportWords& words) {
    const auto lines = linesOf(file);
    if (lines.empty())
        throw InputError(fmt::format("{}: holds no run; expected a Python dictionary a line", file.string()));
    const auto beside = taskIlFile(file);
    std::error_code ignored;
    const auto taskIl = !beside.empty() && fs::exists(beside, ignored) ? linesOf(beside) : std::vector<MammothLine>();
    std::vector<ForeignRun> runs;
    for (const MammothLine& line : lines) runs.push_back(runOf(file, line, partnerOf(line, taskIl), words));
    return runs;
}

} // namespace lightcl
