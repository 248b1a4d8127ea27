#pragma once

#include "cluster/slurm.h"
#include "cluster/submission.h"

#include <filesystem>
#include <set>
#include <string>
#include <vector>

namespace lightcl {

/// An array job that was submitted, and the element that its index 0 stands for.
struct SubmittedArray {
    std::string job;
    int first = 0;
    bool operator==(const SubmittedArray&) const = default;
};

/// The folder for submissions of a database: FILE.slurm beside it.
std::filesystem::path submissionsFolder(const std::filesystem::path& database);
/// The next one in there, such as FILE.slurm/003, which is not made.
std::filesystem::path nextSubmission(const std::filesystem::path& submissions);
/// The latest one in there. Throws InputError when there is none.
std::filesystem::path latestSubmission(const std::filesystem::path& submissions);

/// Makes the folder with its log folder and manifest. Throws InputError when another submission is there, Error when it
/// cannot be written.
void makeSubmission(const std::filesystem::path& folder, const Submission& submission);

/// Removes what makeSubmission() and the scripts made, and the folder if nothing else is in it.
void removeSubmission(const std::filesystem::path& folder);

/// The arrays that were submitted, in order.
std::vector<SubmittedArray> submittedArrays(const std::filesystem::path& folder);
/// Writes down another one.
void addSubmittedArray(const std::filesystem::path& folder, const SubmittedArray& array);

/// The elements that are not done and that none of `tasks` (waiting or running ones) stands for.
std::vector<int> missingElements(const std::filesystem::path& folder, const Submission& submission,
                                 const std::set<SlurmTask>& tasks);

} // namespace lightcl
