#include "cli/spec_options.h"

#include "spec/spec_file.h"

#include <CLI/CLI.hpp>
#include <algorithm>

namespace lightcl {

void SpecOptions::addTo(CLI::App& command) {
    command.add_option("spec", file, "The experiment, a TOML file")->type_name("SPEC.toml")->required();
    command.add_option("--seed", seed, "Run this seed alone, instead of the spec's")->type_name("N");
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
