#pragma once

#include "base/error.h"

#include <string>

namespace lightcl::test {

/// The message of the InputError that `action` throws; empty when it throws none.
template <typename Action>
std::string inputErrorOf(Action&& action) {
    try {
        action();
    } catch (const InputError& error) {
        return error.what();
    }
    return {};
}

} // namespace lightcl::test
