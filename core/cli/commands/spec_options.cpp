#include "cli/commands/spec_options.h"

#include "spec/spec_file.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>

namespace lightcl {

namespace {

/// Why `text` is no integer, or nothing. CLI11 itself takes one that is too large for the largest there is.
std::string checkInteger(const std::string& text) {
    std::int64_t value = 0;
    const auto* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    if (error == std::errc() && stop == end) return {};
    return "expected an integer from 0 to 9223372036854775807, got " + text;
}

} // namespace

void SpecOptions::addTo(CLI::App& command) {
    command.add_option("spec", file, "The experiment, a TOML file")->type_name("SPEC.toml")->required();
    command.add_option("--seed", seed, "Run this seed alone, instead of the spec's")
        ->type_name("N")
        ->check(checkInteger);
    command.add_option("--set", settings, "Override a key of the spec, for example training.epochs=3; may be repeated")
        ->type_name("KEY=VALUE")
        ->take_all()
        ->allow_extra_args(false);
}

ExperimentSpec SpecOptions::load() const {
    std::vector<Override> overrides;
    std::transform(settings.begin(), settings.end(), std::back_inserter(overrides),
                   [](const auto& text) { return parseOverride(text); });
    if (seed) overrides.push_back({"seeds", "[" + std::to_string(*seed) + "]"});
    return loadExperiment(file, overrides);
}

} // namespace lightcl
