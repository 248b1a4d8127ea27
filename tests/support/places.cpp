#include "support/places.h"

namespace lightcl::test {

std::filesystem::path sourceFolder() {
    return LIGHTCL_SOURCE_DIR;
}

std::filesystem::path programFolder() {
    return LIGHTCL_BIN_DIR;
}

} // namespace lightcl::test
