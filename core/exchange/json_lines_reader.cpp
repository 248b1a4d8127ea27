#include "exchange/json_lines.h"

#include "base/error.h"
#include "base/uuid.h"
#include "spec/imported_spec.h"
#include "store/run_marks.h"
#include "text/printable.h"
#include "text/text_list.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <ctime>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <limits>
#include <nlohmann/json.hpp>

namespace lightcl {

namespace {

using ReadJson = nlohmann::ordered_json; // classes stay in their order

constexpr std::array<std::string_view, 5> kStates = {"queued", "running", "done", "failed", "interrupted"};

std::string shortened(const ReadJson& value) {
    constexpr std::size_t most = 60;
    std::string text = printable(value.dump(-1, ' ', false, ReadJson::error_handler_t::replace));
    return text.size() > most ? text.substr(0, most) + "…" : text;
}

/// Reads lines one after the other, and knows which one it is at.
class LineReader {
public:
    explicit LineReader(std::string file) : file_(std::move(file)) {}

    void read(const std::string& text) {
        ++number_;
        if (text.find_first_not_of(" \t\r") == std::string::npos) return;
        const ReadJson line = ReadJson::parse(text, nullptr, false);
        if (line.is_discarded() || !line.is_object())
            refuse("expected a JSON object (null for what is not a number), got " +
                   printable(text.substr(0, std::min<std::size_t>(text.size(), 60))));
        if (!line.contains("kind") || !line["kind"].is_string()) refuse("kind: expected a text such as \"accuracy\"");
        const auto kind = line["kind"].get<std::string>();
        if (kind == "run") return begin(line, text);
        if (runs_.empty()) refuse("expected a line of kind \"run\" first, got \"" + printable(kind) + "\"");
        content_ += text + '\n';
        if (kind == "end") return end(line);
        const LineKind* known = lineKind(kind);
        if (known == nullptr)
            refuse(fmt::format("kind: expected one of run, {}, end, got \"{}\"", names(), printable(kind)));
        ForeignRow row{known, {}};
        for (const LineField& field : known->fields) row.cells.push_back(cell(line, field));
        requireWords(*known, row);
        runs_.back().rows.push_back(std::move(row));
    }

    std::vector<ForeignRun> finish() {
        close();
        if (runs_.empty()) throw InputError(fmt::format("{}: holds no run; expected a line of kind \"run\"", file_));
        return std::move(runs_);
    }

private:
    [[noreturn]] void refuse(const std::string& what) const {
        throw InputError(fmt::format("{}: line {}: {}", file_, number_, what));
    }

    [[noreturn]] void refuseValue(const ReadJson& line, const LineField& field, const std::string& expected) const {
        const std::string name(field.name);
        refuse(fmt::format("{}: expected {}, got {}", name, expected,
                           line.contains(name) ? shortened(line[name]) : "nothing"));
    }

    static std::string names() {
        std::vector<std::string_view> all;
        for (const LineKind& kind : lineKinds()) all.push_back(kind.name);
        return fmt::format("{}", fmt::join(all, ", "));
    }

    void begin(const ReadJson& line, const std::string& text) {
        close();
        content_ = text + '\n';
        ForeignRun run;
        if (line.contains("format") && line["format"] != 1)
            refuse("format: expected 1, got " + shortened(line["format"]));
        for (const LineField& field : runFields())
            if (line.contains(std::string(field.name)) || !field.mayBeMissing)
                run.fields[std::string(field.name)] = cell(line, field);
        if (!run.text("uuid").empty() && !isUuid(run.text("uuid")))
            refuse("uuid: expected a UUID in small letters, got " + shortened(line["uuid"]));
        if (run.fields.contains("state")) requireState(run.text("state"));
        const std::string role = run.text("role");
        if (!role.empty() && role != "method" && role != "pretraining" && role != "trial")
            refuse("role: expected \"method\", \"pretraining\" or \"trial\", got " + shortened(line["role"]));
        readTags(line, run);
        if (line.contains("pretraining_uuid") && line["pretraining_uuid"].is_string())
            run.pretrainingUuid = line["pretraining_uuid"].get<std::string>();
        runs_.push_back(std::move(run));
    }

    void readTags(const ReadJson& line, ForeignRun& run) const {
        if (!line.contains("tags")) return;
        const ReadJson& tags = line["tags"];
        const bool isList =
            tags.is_array() && std::ranges::all_of(tags, [](const auto& tag) { return tag.is_string(); });
        if (!isList) refuse("tags: expected a list of texts, got " + shortened(tags));
        for (const auto& tag : tags) {
            run.tags.push_back(tag.get<std::string>());
            try {
                requireTag(run.tags.back());
            } catch (const InputError& error) {
                refuse(error.what());
            }
        }
    }

    void requireState(const std::string& state) const {
        if (std::ranges::find(kStates, state) == kStates.end())
            refuse(fmt::format("state: expected one of {}, got \"{}\"", fmt::join(kStates, ", "), printable(state)));
    }

    void end(const ReadJson& line) {
        const bool isText = line.contains("state") && line["state"].is_string();
        const std::string state = isText ? line["state"].get<std::string>() : "done";
        requireState(state);
        runs_.back().fields["state"] = state;
        for (const std::string name : {"message", "finished_at"})
            if (line.contains(name) && line[name].is_string())
                runs_.back().fields[name] = line[name].get<std::string>();
    }

    void close() {
        if (!runs_.empty()) completeRun(runs_.back(), content_);
    }

    [[nodiscard]] LineCell cell(const ReadJson& line, const LineField& field) const {
        const std::string name(field.name);
        const bool given = line.contains(name) && !line[name].is_null();
        const ReadJson value = given ? line[name] : ReadJson();
        switch (field.value) {
        case LineValue::Count:
            return count(line, field, value);
        case LineValue::Share:
        case LineValue::Number:
            return number(line, field, value);
        case LineValue::Text:
            if (value.is_string()) return value.get<std::string>();
            // Lists may stand as lists.
            if (value.is_array() && (name == "class_names" || name == "class_order")) return value.dump();
            if (!given && field.mayBeMissing) return std::string();
            refuseValue(line, field, "a text");
        case LineValue::Counts:
            break;
        }
        return counts(line, field, value);
    }

    [[nodiscard]] LineCell count(const ReadJson& line, const LineField& field, const ReadJson& value) const {
        if (value.is_null() && field.mayBeMissing) return field.least;
        const bool fits = value.is_number_integer() &&
                          (!value.is_number_unsigned() ||
                           value.get<std::uint64_t>() <= std::uint64_t{std::numeric_limits<std::int64_t>::max()});
        if (!fits || value.get<std::int64_t>() < field.least)
            refuseValue(line, field, fmt::format("a whole number from {} on", field.least));
        return value.get<std::int64_t>();
    }

    [[nodiscard]] LineCell number(const ReadJson& line, const LineField& field, const ReadJson& value) const {
        const bool isShare = field.value == LineValue::Share;
        if (value.is_null()) {
            const bool mayBeNull = isShare || field.mayBeMissing || field.name == "loss" || field.name == "value" ||
                                   field.name == "remaining_seconds";
            if (mayBeNull) return {};
        }
        const bool fits = value.is_number() && std::isfinite(value.get<double>()) &&
                          (!isShare || (value.get<double>() >= 0 && value.get<double>() <= 1));
        if (!fits) refuseValue(line, field, isShare ? "a share in [0,1] or null" : "a number");
        return value.get<double>();
    }

    [[nodiscard]] LineCell counts(const ReadJson& line, const LineField& field, const ReadJson& value) const {
        const auto isClass = [](const std::string& key) {
            return !key.empty() && key.size() < 9 &&
                   std::ranges::all_of(key, [](char c) { return c >= '0' && c <= '9'; });
        };
        bool fits = value.is_object();
        for (const auto& [key, images] : value.items())
            fits = fits && isClass(key) && images.is_number_integer() && images.get<std::int64_t>() >= 0;
        if (!fits) refuseValue(line, field, "images by class, such as {\"3\": 17}");
        return value.dump();
    }

    void requireWords(const LineKind& kind, const ForeignRow& row) const {
        const auto require = [&](std::string_view field, const std::vector<std::string>& words) {
            const auto at = std::ranges::find(kind.fields, field, &LineField::name) - kind.fields.begin();
            const auto& word = std::get<std::string>(row.cells[static_cast<std::size_t>(at)]);
            if (std::ranges::find(words, word) == words.end())
                refuse(
                    fmt::format("{}: expected one of {}, got \"{}\"", field, fmt::join(words, ", "), printable(word)));
        };
        if (kind.name == "prediction") require("convention", {"exact", "paper"});
        if (kind.name != "memory") return;
        require("source", {"exact", "paper", "measured"});
        std::vector<std::string> categories;
        for (const MemoryCategory category : kMemoryCategories) categories.emplace_back(toString(category));
        require("category", categories);
    }

    std::string file_;
    int number_ = 0;
    std::string content_;
    std::vector<ForeignRun> runs_;
};

std::string timeNow() {
    const std::time_t now = std::time(nullptr);
    std::tm utc{};
    gmtime_r(&now, &utc);
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", utc.tm_year + 1900, utc.tm_mon + 1, utc.tm_mday,
                       utc.tm_hour, utc.tm_min, utc.tm_sec);
}

} // namespace

void completeRun(ForeignRun& run, const std::string& content) {
    if (run.text("uuid").empty()) run.fields["uuid"] = nameUuid(content);
    const std::string state = run.text("state");
    // Nobody trains it here; without a spec nobody can.
    if (state.empty() || state == "running" || (state == "queued" && isImportedSpec(run.text("spec"))))
        run.fields["state"] = std::string("interrupted");
    if (run.text("created_at").empty()) run.fields["created_at"] = timeNow();
    if (run.text("role").empty()) run.fields["role"] = std::string("method");
    for (const char* name : {"name", "scenario", "dataset", "backbone", "spec"})
        if (!run.fields.contains(name)) run.fields[name] = std::string();
    if (!run.fields.contains("seed")) run.fields["seed"] = std::int64_t{0};
    if (run.text("spec").empty())
        run.fields["spec"] =
            importedSpec(run.text("name"), run.text("method"), run.text("scenario"), run.text("dataset"),
                         run.text("backbone"), std::get<std::int64_t>(run.fields["seed"]));
}

std::vector<ForeignRun> readJsonLines(std::istream& lines, const std::string& file) {
    LineReader reader(file);
    for (std::string line; std::getline(lines, line);) reader.read(line);
    return reader.finish();
}

} // namespace lightcl
