#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace lightcl {

/// What a user may ask of Slurm.
struct SlurmWish {
    std::string partition{}; ///< empty: the cluster's usual one
    std::string time{};      ///< as sbatch takes it: "2:00:00"; empty: the partition's
    int atATime = 0;         ///< elements that run at once; 0: as many as there is room for
    bool operator==(const SlurmWish&) const = default;
};

/// One array job.
struct SlurmArray {
    std::string name;             ///< the job's
    std::filesystem::path folder; ///< of the submission, seen by all nodes
    std::string program;          ///< `lightcl` there
    int first = 0;                ///< the element that index 0 stands for
    std::vector<int> indices;     ///< in order, from 0
    std::int64_t memory = 0;      ///< bytes for each element
    int cores = 1;
    SlurmWish wish;
};

/// The script of an array job, always the same for the same array. Throws InputError for a name or path that no line
/// of a script can hold (a line break), and a time or partition that sbatch would take for something else.
std::string slurmScript(const SlurmArray& array);

/// "0-3,5,7-9" for indices in order.
std::string slurmIndices(const std::vector<int>& indices);

/// The elements in arrays of at most `largest` indices (MaxArraySize): each array stands for `largest` elements in a
/// row, so that an element keeps its index however often it is submitted.
std::vector<SlurmArray> slurmArrays(const SlurmArray& common, const std::vector<int>& elements, int largest);

} // namespace lightcl
