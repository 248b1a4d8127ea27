#pragma once

#include <string>

namespace lightcl {

/// The text as one word of a shell, between single quotes.
std::string singleQuoted(const std::string& text);

/// The name of the shell function that completes a program or command: "_lightcl_worker" of "lightcl-worker".
std::string completionFunction(const std::string& words);

} // namespace lightcl
