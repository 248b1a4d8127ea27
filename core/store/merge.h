#pragma once

#include "runs/rows.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

namespace lightcl {

/// A run that was taken over from another file.
struct MergedRun {
    RunId from = 0; ///< its number there
    RunId to = 0;   ///< its number here
};

/// What became of one source's runs.
struct MergedSource {
    std::filesystem::path file;
    std::vector<MergedRun> taken;
    std::vector<MergedRun> known;   ///< runs whose identity was here already: left as they are
    std::vector<RunId> running;     ///< left out
    std::vector<MergedRun> grown;   ///< known runs that got what they have there by now
    std::vector<RunId> waiting;     ///< left out: there they have not begun (numbers there, as below)
    std::vector<RunId> unfinished;  ///< of those taken or grown: not done there
    std::vector<std::string> notes; ///< what could not be taken along, a sentence each
};

struct MergeOptions {
    bool checkpoints = true; ///< taken along: as a second name of the file where the file system can, else copied
    /// Where a source's checkpoints lie when that is not beside it, such as in an unpacked bundle.
    std::map<std::filesystem::path, std::filesystem::path> places = {};
    /// If not empty: only these runs of each source (by their numbers there).
    std::vector<RunId> only = {};
    /// The source is where its runs are trained, and `target` where they come home: running ones are taken as they
    /// stand, known ones get what they have there by now (see isAhead()), queued ones stay there. Checkpoints come of
    /// runs that are done.
    bool growing = false;
    /// Told after each run, within the transaction.
    std::function<void(const MergedRun&)> told = {};
};

/// Sources that cannot be merged, a line each.
class MergeError : public std::runtime_error {
public:
    explicit MergeError(std::vector<std::string> lines);
    [[nodiscard]] const std::vector<std::string>& lines() const { return lines_; }

private:
    std::vector<std::string> lines_;
};

/// Takes the runs of other workbench files into `target`, in one transaction: all or, when anything is wrong or the
/// process dies, nothing (a target that did not exist then does not). The sources may have an older schema; they are
/// read through a private copy and never changed.
///
/// A run is known by its identity: one that is in `target` already is left as it is (but see `growing`). A run keeps
/// its number where that is larger than every number that `target` ever gave; else it gets the next. A running run is
/// left out: its rows and its checkpoint are on the move. Parents of branches and pretrainings are found again by their
/// identity, whichever of the files they came from.
///
/// Throws MergeError naming every source that is damaged, foreign, newer, missing, or `target` itself; InputError for
/// the target; Error when SQLite or the disk refuses.
std::vector<MergedSource> mergeDatabases(const std::filesystem::path& target,
                                         const std::vector<std::filesystem::path>& sources,
                                         const MergeOptions& options = {});

} // namespace lightcl
