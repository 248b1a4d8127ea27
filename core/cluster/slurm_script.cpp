#include "cluster/slurm_script.h"

#include "base/error.h"
#include "text/printable.h"
#include "text/shell_words.h"

#include <algorithm>
#include <cctype>
#include <fmt/format.h>

namespace lightcl {

namespace {

void requirePlain(std::string_view text, std::string_view what, std::string_view more) {
    const auto isPlain = [&](char character) {
        return std::isalnum(static_cast<unsigned char>(character)) != 0 ||
               more.find(character) != std::string_view::npos;
    };
    if (!std::all_of(text.begin(), text.end(), isPlain) || text.starts_with('-'))
        throw InputError(
            fmt::format("{}: expected letters, digits and \"{}\", got \"{}\"", what, more, printable(text)));
}

std::string line(const std::string& option) {
    return "#SBATCH " + option + "\n";
}

/// What people see in squeue: nothing there but plain characters.
std::string jobName(const std::string& name) {
    std::string plain = "lightcl";
    std::string rest;
    for (const char character : name)
        rest += std::isalnum(static_cast<unsigned char>(character)) != 0 ? character : '-';
    return rest.empty() ? plain : plain + "-" + rest;
}

std::int64_t megabytes(std::int64_t bytes) {
    constexpr std::int64_t mebibyte = 1 << 20;
    return std::max<std::int64_t>(1, (bytes + mebibyte - 1) / mebibyte);
}

} // namespace

std::string slurmIndices(const std::vector<int>& indices) {
    std::string text;
    for (std::size_t i = 0; i < indices.size();) {
        std::size_t last = i;
        while (last + 1 < indices.size() && indices[last + 1] == indices[last] + 1) ++last;
        text += text.empty() ? "" : ",";
        text += last > i ? fmt::format("{}-{}", indices[i], indices[last]) : std::to_string(indices[i]);
        i = last + 1;
    }
    return text;
}

std::string slurmScript(const SlurmArray& array) {
    requireOneLine(array.folder.string(), "the submission's folder");
    requireOneLine(array.program, "the path of lightcl");
    requirePlain(array.wish.partition, "--partition", "_.,-");
    requirePlain(array.wish.time, "--time", ":-");
    const std::string limit = array.wish.atATime > 0 ? fmt::format("%{}", array.wish.atATime) : std::string();
    std::string script = "#!/bin/bash\n";
    script += line("--job-name=" + jobName(array.name));
    script += line("--array=" + slurmIndices(array.indices) + limit);
    if (!array.wish.partition.empty()) script += line("--partition=" + array.wish.partition);
    if (!array.wish.time.empty()) script += line("--time=" + array.wish.time);
    script += line("--ntasks=1");
    script += line(fmt::format("--cpus-per-task={}", array.cores));
    script += line(fmt::format("--mem={}M", megabytes(array.memory)));
    script += line("--requeue");
    script += line("--signal=B:USR1@60");
    script += line("--open-mode=append");
    script += line("--output=" + sbatchQuoted(sbatchPath((array.folder / "log").string()) + "/%A_%a.txt"));
    script += fmt::format("exec {} element {} \"$(({} + SLURM_ARRAY_TASK_ID))\"\n", shellQuoted(array.program),
                          shellQuoted(array.folder.string()), array.first);
    return script;
}

std::vector<SlurmArray> slurmArrays(const SlurmArray& common, const std::vector<int>& elements, int largest) {
    std::vector<SlurmArray> arrays;
    const int size = std::max(largest, 1);
    for (const int element : elements) {
        const int first = element / size * size;
        if (arrays.empty() || arrays.back().first != first) {
            arrays.push_back(common);
            arrays.back().first = first;
            arrays.back().indices.clear();
        }
        arrays.back().indices.push_back(element - first);
    }
    return arrays;
}

} // namespace lightcl
