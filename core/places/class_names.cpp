#include "places/class_names.h"

#include "base/error.h"

#include <algorithm>
#include <fmt/format.h>
#include <fstream>
#include <map>
#include <set>

namespace lightcl {

namespace fs = std::filesystem;

namespace {

std::vector<std::string> textLines(std::istream& stream) {
    std::vector<std::string> lines;
    for (std::string line; std::getline(stream, line);) {
        if (line.ends_with('\r')) line.pop_back();
        if (!line.empty()) lines.push_back(line);
    }
    return lines;
}

/// The first of each class's words; none where the file is not there, as it is only for people.
std::map<std::string, std::string> firstWords(const fs::path& file) {
    std::map<std::string, std::string> words;
    std::ifstream stream(file);
    if (!stream) return words;
    for (const std::string& line : textLines(stream)) {
        const auto tab = line.find('\t');
        if (tab == std::string::npos) continue;
        const std::string first = line.substr(tab + 1, line.find(',', tab) - tab - 1);
        if (!first.empty()) words.emplace(line.substr(0, tab), first);
    }
    return words;
}

std::vector<std::string> inWords(const std::vector<std::string>& classes, const fs::path& file) {
    const auto words = firstWords(file);
    std::map<std::string, int> uses;
    for (const std::string& name : classes)
        if (const auto word = words.find(name); word != words.end()) ++uses[word->second];
    std::vector<std::string> names;
    for (const std::string& name : classes) {
        const auto word = words.find(name);
        if (word == words.end())
            names.push_back(name);
        else
            names.push_back(uses.at(word->second) == 1 ? word->second : fmt::format("{} ({})", word->second, name));
    }
    return names;
}

} // namespace

std::vector<std::string> tinyImageNetClasses(const fs::path& root, std::int64_t classes) {
    const fs::path file = root / "wnids.txt";
    const auto refuse = [&](const std::string& message) {
        throw InputError(fmt::format("{}: {}", file.string(), message));
    };
    std::error_code ignored;
    if (!fs::is_regular_file(file, ignored)) refuse("expected a text file, found none");
    std::ifstream stream(file);
    if (!stream) refuse("cannot be read");
    auto names = textLines(stream);
    std::sort(names.begin(), names.end());
    const auto different = static_cast<std::int64_t>(std::set(names.begin(), names.end()).size());
    if (different != classes || std::ssize(names) != classes)
        refuse(fmt::format("expected the names of {} classes, one a line, found {} ({} different ones)", classes,
                           names.size(), different));
    return names;
}

void nameClasses(DatasetInfo& dataset, const fs::path& folder) {
    if (!dataset.classNames.empty() || dataset.layout != DatasetLayout::TinyImageNet) return;
    dataset.classNames = inWords(tinyImageNetClasses(folder, dataset.classes), folder / "words.txt");
}

} // namespace lightcl
