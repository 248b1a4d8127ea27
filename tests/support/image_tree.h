#pragma once

#include "support/temporary_folder.h"

#include <initializer_list>
#include <string>

namespace lightcl::test {

/// Empty files at these paths below the folder.
inline void writeTree(const TemporaryFolder& folder, std::initializer_list<const char*> paths) {
    for (const auto* path : paths) {
        std::filesystem::create_directories((folder / path).parent_path());
        writeBytes(folder / path, "");
    }
}

} // namespace lightcl::test
