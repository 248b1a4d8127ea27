#pragma once

#include "cluster/submission.h"
#include "store/merge.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace lightcl {

/// Where an element of a submission leaves its database and checkpoints for all to see. Each state is a folder of its
/// own, state-7, that appears whole under its name; the two latest are kept, so that a reader of one is not robbed.
class ElementFolder {
public:
    ElementFolder(const std::filesystem::path& submission, int element);

    [[nodiscard]] const std::filesystem::path& path() const { return folder_; }
    /// The database of the latest state; nothing before the first.
    [[nodiscard]] std::optional<std::filesystem::path> latest() const;

    /// Says that the process `owner` (any text) trains the element now; who did before may publish no more.
    void claim(const std::string& owner) const;
    [[nodiscard]] bool isClaimedBy(const std::string& owner) const;

    /// Copies `database`, which may be in use, and its runs' checkpoints into the next state: rows may be ahead of the
    /// checkpoints, never behind them. Throws Error when the disk is full or cannot be written; the states before stay.
    void publish(const std::filesystem::path& database) const;

    /// Copies the latest state to where `database` is to be; false when there is none.
    [[nodiscard]] bool restore(const std::filesystem::path& database) const;

private:
    [[nodiscard]] std::vector<int> states() const;
    [[nodiscard]] std::filesystem::path stateFolder(int state) const;

    std::filesystem::path folder_;
};

/// How an element stands by its latest state.
struct ElementState {
    int done = 0;  ///< runs
    int ended = 0; ///< runs that failed
    int total = 0;
    RunPosition furthest;    ///< that any run has reached
    std::int64_t epochs = 0; ///< stored, of all runs
};
ElementState elementState(const ElementFolder& folder, const ClusterElement& element);

/// Fills a new database with the element's runs, queued; the pretraining, if there is one, comes first. Throws
/// InputError for a manifest whose specs cannot be read.
void queueElement(const Submission& submission, const ClusterElement& element, const std::filesystem::path& database);

/// Merges what the elements of all submissions in `folder` (one, or a folder of them) have left so far; those whose
/// runs are all done in `database` are not looked at. Twice changes nothing. `checkpoints`: of runs that are done, too.
/// Throws InputError when there is none; MergeError and Error as mergeDatabases().
std::vector<MergedSource> collectElements(const std::filesystem::path& folder, const std::filesystem::path& database,
                                          bool checkpoints);

} // namespace lightcl
