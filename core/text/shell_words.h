#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lightcl {

/// The text as one word of a shell, between single quotes.
std::string singleQuoted(const std::string& text);

/// The name of the shell function that completes a program or command: "_lightcl_worker" of "lightcl-worker".
std::string completionFunction(const std::string& words);

/// The text as one word of a POSIX shell: as it is where nothing in it means anything, else in single quotes.
std::string shellQuoted(const std::string& text);
/// Words with blanks between, each quoted.
std::string shellWords(const std::vector<std::string>& words);

/// The text as the value of an option in a script's #SBATCH line, in double quotes. sbatch takes a backslash and a
/// quote for itself.
std::string sbatchQuoted(std::string_view text);
/// A path as sbatch's --output has it, where % begins a field of the job.
std::string sbatchPath(std::string_view path);

/// Throws InputError naming `what` for text with a line break or another control character: no line of a script, a
/// settings file or a message can hold it.
void requireOneLine(std::string_view text, std::string_view what);

} // namespace lightcl
