#pragma once

#include "cluster/slurm_script.h"
#include "running/queue_runs.h"
#include "runs/rows.h"
#include "spec/experiment_spec.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace lightcl {

/// A run of a submission: what is to be trained, and what it is called in every database.
struct SubmittedRun {
    std::string uuid;
    RunRole role = RunRole::Method;
    std::string content{}; ///< of a pretraining: see RunOrigin
    std::string spec;      ///< TOML of one run
    bool operator==(const SubmittedRun&) const = default;
};

/// The list's name in a submission's folder.
inline constexpr const char* kManifestName = "manifest.json";

/// An element of an array job: runs that are trained one after the other, or side by side as its cores allow. Those
/// that start from a pretraining wait for it, whichever element trained it.
struct ClusterElement {
    std::vector<SubmittedRun> runs;
    bool operator==(const ClusterElement&) const = default;
};

/// What was submitted: a folder that all nodes see, with the list of its elements (manifest.json) and a folder each
/// (elements/0007) that the nodes fill.
struct Submission {
    std::string name;                        ///< of the experiment
    std::vector<SubmittedRun> pretraining{}; ///< one or none: what the others start from; element 0, if there is one
    std::vector<ClusterElement> elements;    ///< in order, the pretraining's first
    std::int64_t memory = 0;                 ///< bytes that an element asks for
    int threads = 1;                         ///< of each run
    int cores = 1;                           ///< of each element
    SlurmWish wish{};
    bool operator==(const Submission&) const = default;
};

/// Packs the runs, `pack` an element, in order. `threads`: of each run. An element asks for as many cores as its runs
/// have threads, those of a pack being trained side by side, and for what as many runs are predicted to need, with the
/// floor of a process each. Identities are new ones, or with `seed` always the same.
Submission planSubmission(const std::vector<PreparedMethod>& prepared, int pack, int threads,
                          const std::string& seed = {});

/// What a training process has in memory beside its tensors: LibTorch's and its own code and data, allocator's waste.
/// docs/performance.md tells how it was measured; a quarter is added, for a cluster kills what needs more.
std::int64_t processFloorBytes();

/// Writes and reads the list in the submission's folder. Throws Error when it cannot be written; InputError, naming the
/// file, when it is missing or none.
void writeManifest(const std::filesystem::path& folder, const Submission& submission);
Submission readManifest(const std::filesystem::path& folder);

} // namespace lightcl
