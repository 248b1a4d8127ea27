#pragma once

#include <filesystem>
#include <vector>

namespace lightcl {

/// Throws InputError when writing `output` would overwrite something that is read for it or kept beside it: one of the
/// `inputs`, or the database itself, its log, or anything in its folder of checkpoints. Links are followed, and a
/// second name of the same file (a hard link) counts as the file.
void requireOutputApart(const std::filesystem::path& output, const std::filesystem::path& database,
                        const std::vector<std::filesystem::path>& inputs = {});

} // namespace lightcl
