#pragma once

#include <cstdint>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

namespace lightcl {

/// Names of the folder's entries, sorted: folders, or files (links are followed). Names that begin with a dot are
/// passed over. Throws InputError when the folder cannot be read.
std::vector<std::string> folderNames(const std::filesystem::path& folder);
std::vector<std::string> fileNames(const std::filesystem::path& folder);

/// By its ending, in capitals or not: a JPEG or PNG file, which are read; or an image of another kind.
bool isReadImageName(const std::string& name);
bool isOtherImageName(const std::string& name);

/// Images of kinds that are not read, and so would be missing without a word.
class OtherImages {
public:
    void add(const std::filesystem::path& file);
    [[nodiscard]] std::int64_t count() const { return count_; }
    /// How many of which endings there are, the first by its path, and how they can be converted.
    [[nodiscard]] std::string text() const;

private:
    std::filesystem::path first_;
    std::set<std::string> endings_;
    std::int64_t count_ = 0;
};

} // namespace lightcl
