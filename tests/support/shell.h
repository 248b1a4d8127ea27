#pragma once

#include <array>
#include <cstdio>
#include <stdexcept>
#include <string>

namespace lightcl::test {

/// What a shell's command writes to both its outputs.
inline std::string shellOutput(const std::string& command) {
    std::FILE* pipe = ::popen(("{ " + command + "\n} 2>&1").c_str(), "r");
    if (pipe == nullptr) throw std::runtime_error("no shell for: " + command);
    std::string output;
    std::array<char, 4096> buffer{};
    for (std::size_t count = 0; (count = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;)
        output.append(buffer.data(), count);
    ::pclose(pipe);
    return output;
}

inline bool hasProgram(const std::string& name) {
    return !shellOutput("command -v " + name).empty();
}

} // namespace lightcl::test
