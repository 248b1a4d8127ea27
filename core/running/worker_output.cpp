#include "running/worker_output.h"

#include <utility>

namespace lightcl {

std::vector<std::string> LineBuffer::add(std::string_view bytes) {
    std::vector<std::string> lines;
    rest_.append(bytes);
    std::size_t begin = 0;
    for (auto end = rest_.find('\n'); end != std::string::npos; end = rest_.find('\n', begin)) {
        const bool hasReturn = end > begin && rest_[end - 1] == '\r';
        lines.push_back(rest_.substr(begin, end - begin - (hasReturn ? 1 : 0)));
        begin = end + 1;
    }
    rest_.erase(0, begin);
    return lines;
}

std::string LineBuffer::takeRest() {
    return std::exchange(rest_, {});
}

void LastWords::add(std::string_view line) {
    constexpr std::size_t keptLines = 20;
    constexpr std::size_t keptBytes = 500;
    constexpr std::string_view name = "lightcl-worker: ";
    if (line.starts_with(name)) line.remove_prefix(name.size());
    if (line.empty()) return;
    lines_.emplace_back(line.substr(0, keptBytes));
    if (lines_.size() > keptLines) lines_.pop_front();
}

} // namespace lightcl
