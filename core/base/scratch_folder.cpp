#include "base/scratch_folder.h"

#include "base/error.h"

#include <cstdlib>
#include <fmt/format.h>
#include <string>
#include <system_error>
#include <unistd.h>

namespace lightcl {

namespace {

std::filesystem::path placeForTemporaryFiles() {
    std::error_code error;
    auto place = std::filesystem::temp_directory_path(error);
    return error ? "/tmp" : place;
}

} // namespace

ScratchFolder::ScratchFolder() : ScratchFolder(placeForTemporaryFiles()) {}

ScratchFolder::ScratchFolder(const std::filesystem::path& below) {
    std::string name = (below / "lightcl-XXXXXX").string(); // mkdtemp() puts letters of its own there
    if (::mkdtemp(name.data()) == nullptr)
        throw Error(fmt::format("{}: no folder for temporary files can be made there", below.string()));
    path_ = name;
}

ScratchFolder::~ScratchFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

} // namespace lightcl
