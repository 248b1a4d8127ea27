#include "running/kept_checkpoints.h"

#include "base/error.h"
#include "store/run_reader.h"
#include "weights/safetensors_reader.h"

#include <fmt/format.h>
#include <system_error>
#include <utility>

namespace lightcl {

namespace {

/// By the header alone, which tells a file that was cut short.
std::string keptDamage(const std::filesystem::path& file) {
    try {
        const SafetensorsReader reader(file);
        return {};
    } catch (const Error& error) {
        return error.what();
    }
}

} // namespace

std::vector<KeptOfRun> keptOf(const Database& database, const std::vector<RunId>& runs) {
    const RunReader reader(database);
    std::vector<KeptOfRun> all;
    for (const RunId run : runs) {
        const bool isDone = reader.stamp(run).state == RunState::Done;
        const auto origin = reader.branch(run);
        for (KeptCheckpoint& kept : keptCheckpoints(database.file(), run)) {
            KeptOfRun one{run, std::move(kept)};
            one.damage = keptDamage(one.checkpoint.file);
            if (!isDone && origin && origin->task == one.checkpoint.task)
                one.needed = fmt::format("{}: run {} began with it as a branch, and needs it until it is done",
                                         one.checkpoint.file.string(), run);
            std::error_code ignored;
            const auto names = std::filesystem::hard_link_count(one.checkpoint.file, ignored);
            one.shared = !ignored && names > 1;
            all.push_back(std::move(one));
        }
    }
    return all;
}

std::int64_t deleteKept(const std::vector<KeptOfRun>& all) {
    for (const KeptOfRun& kept : all)
        if (!kept.needed.empty()) throw InputError(kept.needed);
    std::int64_t bytes = 0;
    for (const KeptOfRun& kept : all) {
        std::error_code error;
        if (std::filesystem::remove(kept.checkpoint.file, error)) bytes += kept.checkpoint.bytes;
        if (error)
            throw Error(fmt::format("{}: cannot be deleted: {}", kept.checkpoint.file.string(), error.message()));
    }
    return bytes;
}

std::int64_t bytesOf(const std::vector<KeptOfRun>& all) {
    std::int64_t bytes = 0;
    for (const KeptOfRun& kept : all) bytes += kept.checkpoint.bytes;
    return bytes;
}

} // namespace lightcl
