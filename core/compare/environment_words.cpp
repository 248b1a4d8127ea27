#include "compare/environment_words.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <functional>
#include <set>

namespace lightcl {

namespace {

using FieldTexts = std::set<std::string>;

FieldTexts textsOf(const EnvironmentField& field, const std::vector<const RunRecord*>& runs) {
    FieldTexts texts;
    for (const auto* run : runs) {
        if (!run->environment) continue;
        auto text = environmentText(field, *run->environment);
        if (!text.empty()) texts.insert(std::move(text));
    }
    return texts;
}

} // namespace

std::string environmentDifference(const std::string& who,
                                  const std::vector<const std::vector<const RunRecord*>*>& groups) {
    std::vector<std::string> parts;
    for (const EnvironmentField& field : environmentFields()) {
        if (field.name == "earlier") continue;
        std::vector<FieldTexts> known;
        for (const auto* group : groups) {
            auto texts = textsOf(field, *group);
            if (!texts.empty()) known.push_back(std::move(texts));
        }
        if (std::ranges::adjacent_find(known, std::not_equal_to{}) == known.end()) continue;
        std::vector<std::string> values;
        for (const auto& texts : known) values.push_back(fmt::format("{}", fmt::join(texts, ", ")));
        parts.push_back(fmt::format("{} ({})", field.title, fmt::join(values, "; ")));
    }
    return parts.empty() ? std::string() : fmt::format("{} differ in {}.", who, fmt::join(parts, ", "));
}

} // namespace lightcl
