#include "spec/spec_file.h"

#include "base/error.h"
#include "spec/overrides.h"
#include "spec/selection_keys.h"
#include "spec/spec_check.h"
#include "spec/sweep.h"
#include "spec/toml_reader.h"

#include <cerrno>
#include <cstring>
#include <fmt/format.h>
#include <fstream>
#include <sstream>

namespace lightcl {

namespace {

constexpr std::uintmax_t kLargestSpec = 1024 * 1024;

std::string readText(const std::filesystem::path& file) {
    const std::string name = file.string();
    std::error_code failure;
    const auto status = std::filesystem::status(file, failure);
    if (!std::filesystem::exists(status)) {
        const bool absent = !failure || failure == std::errc::no_such_file_or_directory;
        throw InputError(fmt::format("{}: expected an experiment file, {}", name,
                                     absent ? "found none" : "cannot look there: " + failure.message()));
    }
    if (!std::filesystem::is_regular_file(status)) {
        throw InputError(fmt::format("{}: expected an experiment file, found {}", name,
                                     std::filesystem::is_directory(status) ? "a folder" : "something else"));
    }
    std::ifstream stream(file, std::ios::binary);
    if (!stream) throw InputError(fmt::format("{}: expected a readable file: {}", name, std::strerror(errno)));
    if (std::filesystem::file_size(file, failure) > kLargestSpec) {
        throw InputError(fmt::format("{}: expected an experiment file of at most 1 MiB", name));
    }
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
}

} // namespace

ExperimentSpec parseExperiment(std::string_view toml, const std::string& source,
                               const std::vector<Override>& overrides) {
    if (toml.find_first_not_of(" \t\r\n") == std::string_view::npos) {
        throw InputError(fmt::format("{}: expected an experiment, found an empty file", source));
    }
    RawSpec raw = readToml(toml, source);
    applyOverrides(raw, overrides);
    return checkSpec(withListsSpread(std::move(raw)));
}

ExperimentSpec loadExperiment(const std::filesystem::path& file, const std::vector<Override>& overrides) {
    ExperimentSpec experiment = parseExperiment(readText(file), file.string(), overrides);
    requireNoTrial(experiment, file.string());
    return experiment;
}

ExperimentSpec checkedExperiment(const ExperimentSpec& experiment) {
    return checkSpec(rawSpec(experiment));
}

ExperimentSpec parseDraft(std::string_view toml, const std::string& source) {
    return checkSections(readToml(toml, source));
}

RunSpec parseRun(std::string_view toml, const std::string& source) {
    const std::vector<RunSpec> cells = expandGrid(checkSections(readToml(toml, source)));
    if (cells.size() == 1) return cells.front();
    throw InputError(fmt::format("{}: expected one method and one seed, got {} runs", source, cells.size()));
}

} // namespace lightcl
