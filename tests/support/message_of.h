#pragma once

#include "support/catch.h"

#include <string>

namespace lightcl::test {

/// What the exception of exactly this type says that `work` throws; fails the test when it throws none or another.
template <typename Exception, typename Work>
std::string messageOf(Work&& work) {
    try {
        work();
    } catch (const Exception& exception) {
        CHECK(typeid(exception) == typeid(Exception));
        return exception.what();
    }
    FAIL("nothing was thrown");
    return {};
}

inline bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

} // namespace lightcl::test
