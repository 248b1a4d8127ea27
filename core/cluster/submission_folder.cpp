#include "cluster/submission_folder.h"

#include "base/atomic_file.h"
#include "base/error.h"
#include "cluster/element_folder.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <fstream>
#include <system_error>

namespace lightcl {

namespace fs = std::filesystem;

namespace {

fs::path jobsFile(const fs::path& folder) {
    return folder / "jobs.txt";
}

int lastNumberIn(const fs::path& submissions) {
    int last = 0;
    std::error_code error;
    for (fs::directory_iterator entry(submissions, error), end; !error && entry != end; entry.increment(error)) {
        const std::string name = entry->path().filename().string();
        int number = 0;
        const auto [stop, wrong] = std::from_chars(name.data(), name.data() + name.size(), number);
        if (wrong == std::errc() && stop == name.data() + name.size()) last = std::max(last, number);
    }
    return last;
}

} // namespace

fs::path submissionsFolder(const fs::path& database) {
    return {fs::absolute(database).lexically_normal().string() + ".slurm"};
}

fs::path nextSubmission(const fs::path& submissions) {
    return submissions / fmt::format("{:03}", lastNumberIn(submissions) + 1);
}

fs::path latestSubmission(const fs::path& submissions) {
    const int last = lastNumberIn(submissions);
    if (last == 0)
        throw InputError(fmt::format("{}: expected a submission that was made before; --dir names another folder",
                                     submissions.string()));
    return submissions / fmt::format("{:03}", last);
}

void makeSubmission(const fs::path& folder, const Submission& submission) {
    std::error_code error;
    if (fs::exists(folder / kManifestName, error))
        throw InputError(fmt::format("{}: holds a submission already: `lightcl submit --again --dir` submits what it "
                                     "lacks; expected another folder",
                                     folder.string()));
    fs::create_directories(folder / "log", error);
    if (error) throw Error(fmt::format("{}: cannot be made: {}", folder.string(), error.message()));
    writeManifest(folder, submission);
}

void removeSubmission(const fs::path& folder) {
    std::error_code ignored;
    fs::remove(folder / kManifestName, ignored);
    fs::remove(folder / "array-1.sh", ignored);
    fs::remove(folder / "log", ignored);
    fs::remove(folder, ignored);
}

std::vector<SubmittedArray> submittedArrays(const fs::path& folder) {
    std::vector<SubmittedArray> arrays;
    std::ifstream file(jobsFile(folder));
    for (SubmittedArray array; file >> array.job >> array.first;) arrays.push_back(array);
    return arrays;
}

void addSubmittedArray(const fs::path& folder, const SubmittedArray& array) {
    auto arrays = submittedArrays(folder);
    arrays.push_back(array);
    std::string text;
    for (const SubmittedArray& one : arrays) text += fmt::format("{} {}\n", one.job, one.first);
    writeFileAtomically(jobsFile(folder), text);
}

std::vector<int> missingElements(const fs::path& folder, const Submission& submission,
                                 const std::set<SlurmTask>& tasks) {
    std::set<int> inQueue;
    for (const SubmittedArray& array : submittedArrays(folder))
        for (const SlurmTask& task : tasks)
            if (task.job == array.job) inQueue.insert(array.first + task.index);
    std::vector<int> missing;
    for (int i = 0; i < static_cast<int>(submission.elements.size()); ++i) {
        const ElementState state =
            elementState(ElementFolder(folder, i), submission.elements[static_cast<std::size_t>(i)]);
        if (state.done < state.total && inQueue.count(i) == 0) missing.push_back(i);
    }
    return missing;
}

} // namespace lightcl
