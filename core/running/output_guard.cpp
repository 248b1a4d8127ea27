#include "running/output_guard.h"

#include "base/error.h"
#include "store/run_files.h"

#include <algorithm>
#include <fmt/format.h>
#include <system_error>

namespace lightcl {

namespace fs = std::filesystem;

namespace {

/// Absolute and without links, also where the file is not there yet.
fs::path real(const fs::path& file) {
    std::error_code ignored;
    auto resolved = fs::weakly_canonical(fs::absolute(file, ignored), ignored);
    return resolved.empty() ? fs::absolute(file, ignored).lexically_normal() : resolved;
}

bool isSame(const fs::path& a, const fs::path& b) {
    std::error_code error;
    if (fs::equivalent(a, b, error) && !error) return true;
    return real(a) == real(b);
}

bool isWithin(const fs::path& file, const fs::path& folder) {
    const auto inner = real(file);
    const auto outer = real(folder);
    return std::mismatch(outer.begin(), outer.end(), inner.begin(), inner.end()).first == outer.end();
}

/// Whether the file is a second name of one in the folder.
bool isLinkedFrom(const fs::path& file, const fs::path& folder) {
    std::error_code ignored;
    if (fs::hard_link_count(file, ignored) < 2 || ignored) return false;
    for (fs::directory_iterator entry(folder, ignored), end; !ignored && entry != end; entry.increment(ignored))
        if (isSame(file, entry->path())) return true;
    return false;
}

[[noreturn]] void refuse(const fs::path& output, const char* what) {
    throw InputError(fmt::format("{}: expected another file to write to, this is {}", output.string(), what));
}

} // namespace

void requireOutputApart(const fs::path& output, const fs::path& database, const std::vector<fs::path>& inputs) {
    if (output.empty()) return;
    for (const auto& input : inputs)
        if (!input.empty() && isSame(output, input)) refuse(output, "read for it");
    if (database.empty()) return;
    for (const char* part : {"", "-wal", "-shm", "-journal"})
        if (isSame(output, database.string() + part)) refuse(output, "the database of the runs");
    const fs::path checkpoints = checkpointFile(database, 0).parent_path();
    if (isWithin(output, checkpoints) || isLinkedFrom(output, checkpoints))
        refuse(output, "in the database's folder of checkpoints");
}

} // namespace lightcl
