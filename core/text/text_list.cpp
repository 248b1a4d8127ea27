#include "text/text_list.h"

#include <nlohmann/json.hpp>

namespace lightcl {

std::string textList(const std::vector<std::string>& texts) {
    if (texts.empty()) return {};
    return nlohmann::json(texts).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::vector<std::string> textsIn(const std::string& list) {
    const auto json = nlohmann::json::parse(list, nullptr, false);
    std::vector<std::string> texts;
    if (!json.is_array()) return texts;
    for (const auto& item : json) {
        if (!item.is_string()) return {};
        texts.push_back(item.get<std::string>());
    }
    return texts;
}

} // namespace lightcl
