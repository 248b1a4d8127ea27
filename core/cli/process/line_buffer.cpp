#include "cli/process/line_buffer.h"

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

} // namespace lightcl
