#pragma once

#include <filesystem>

namespace lightcl::test {

/// The project's folder, and that of the programs that were built. In a file of their own, so that the tests' other
/// files compile to the same object wherever they lie.
std::filesystem::path sourceFolder();
std::filesystem::path programFolder();

} // namespace lightcl::test
