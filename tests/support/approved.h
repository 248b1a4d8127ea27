#pragma once

#include "support/catch.h"
#include "support/places.h"
#include "support/temporary_folder.h"

#include <filesystem>
#include <string>

namespace lightcl::test {

/// Compares text with the approved file `tests/<name>`, for example "cli/approved/cost.txt". When they differ, or there
/// is none yet, the test fails and leaves the text beside it as NAME.received: look at it, and rename it if it is
/// right.
inline void checkApproved(const std::string& name, const std::string& text) {
    const auto approved = sourceFolder() / "tests" / name;
    auto received = approved;
    received += ".received";
    const auto expected =
        std::filesystem::exists(approved) ? readBytes(approved) : std::string("(nothing approved yet)");
    if (text == expected) {
        std::filesystem::remove(received);
    } else {
        std::filesystem::create_directories(approved.parent_path());
        writeBytes(received, text);
    }
    INFO(received.string());
    CHECK(text == expected);
}

} // namespace lightcl::test
