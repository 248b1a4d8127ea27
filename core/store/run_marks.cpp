#include "store/run_marks.h"

#include "base/error.h"
#include "store/store_error.h"
#include "text/printable.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <SQLiteCpp/VariadicBind.h>
#include <fmt/format.h>

namespace lightcl {

namespace {

constexpr std::size_t kLongestTag = 50;
constexpr std::size_t kLongestNote = 10'000;

/// Calls `mark` with each run, in one transaction.
template <typename Mark>
void markRuns(const Database& database, const std::vector<RunId>& runs, Mark&& mark) {
    translated(database.file(), [&] {
        SQLite::Transaction transaction(database.handle(), SQLite::TransactionBehavior::IMMEDIATE);
        SQLite::Statement known(database.handle(), "SELECT 1 FROM runs WHERE run_id = ?");
        for (const RunId run : runs) {
            known.bind(1, run);
            if (!known.executeStep()) throw InputError(fmt::format("{}: no run {}", database.file().string(), run));
            known.reset();
            mark(run);
        }
        transaction.commit();
    });
}

template <typename... Values>
void executeMark(const Database& database, const char* sql, const Values&... values) {
    SQLite::Statement statement(database.handle(), sql);
    SQLite::bind(statement, values...);
    statement.exec();
}

} // namespace

void requireTag(const std::string& text) {
    const bool isTag = !text.empty() && text.size() <= kLongestTag && text.find(',') == std::string::npos &&
                       text.front() != ' ' && text.back() != ' ' && printable(text) == text;
    if (!isTag)
        throw InputError(fmt::format("tag \"{}\": expected 1 to {} bytes without commas, control characters, or blanks "
                                     "at the ends",
                                     printable(text), kLongestTag));
}

void RunMarks::changeTags(const std::vector<RunId>& runs, const std::vector<std::string>& add,
                          const std::vector<std::string>& remove) {
    for (const auto& tag : add) requireTag(tag);
    markRuns(*database_, runs, [&](RunId run) {
        for (const auto& tag : add)
            executeMark(*database_, "INSERT OR IGNORE INTO run_tags(run_id, tag) VALUES (?, ?)", run, tag);
        for (const auto& tag : remove)
            executeMark(*database_, "DELETE FROM run_tags WHERE run_id = ? AND tag = ?", run, tag);
    });
}

void RunMarks::setNote(const std::vector<RunId>& runs, const std::string& note) {
    if (note.size() > kLongestNote)
        throw InputError(fmt::format("note: expected at most {} bytes, got {}", kLongestNote, note.size()));
    markRuns(*database_, runs,
             [&](RunId run) { executeMark(*database_, "UPDATE runs SET note = ? WHERE run_id = ?", note, run); });
}

void RunMarks::setArchived(const std::vector<RunId>& runs, bool archived) {
    markRuns(*database_, runs, [&](RunId run) {
        executeMark(*database_, "UPDATE runs SET archived = ? WHERE run_id = ?", archived ? 1 : 0, run);
    });
}

} // namespace lightcl
