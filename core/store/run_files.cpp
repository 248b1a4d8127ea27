#include "store/run_files.h"

#include "base/atomic_file.h"

#include <fmt/format.h>
#include <system_error>

namespace lightcl {

namespace fs = std::filesystem;

fs::path checkpointFile(const fs::path& database, RunId run) {
    return fs::path(database.string() + ".checkpoints") / fmt::format("run-{}.safetensors", run);
}

void removeUnfinishedFiles(const fs::path& database, RunId run) {
    removeTemporariesOf(checkpointFile(database, run));
}

void removeRunFiles(const fs::path& database, RunId run) {
    std::error_code ignored;
    fs::remove(checkpointFile(database, run), ignored);
    removeUnfinishedFiles(database, run);
}

} // namespace lightcl
