#include "store/run_files.h"

#include <fmt/format.h>

namespace lightcl {

std::filesystem::path checkpointFile(const std::filesystem::path& database, RunId run) {
    return std::filesystem::path(database.string() + ".checkpoints") / fmt::format("run-{}.safetensors", run);
}

} // namespace lightcl
