#pragma once

#include "spec/experiment_spec.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace lightcl {

/// `--set key=value`: a dotted key ("training.epochs", "seeds", "method.er.buffer_size") and a TOML value; a value that
/// is no TOML is taken as text.
struct Override {
    std::string key;
    std::string value;
};

/// Splits "key=value"; throws InputError when there is no '='.
Override parseOverride(std::string_view text);

/// Reads and checks an experiment. `source` names the text in messages. Relative paths in it (network.weights,
/// scenario.data_path) are taken from the current directory. Throws InputError: one line naming source, key and what
/// was expected, for bad TOML, an unknown key (with the nearest known one), a wrong type, a value out of range, an
/// unknown method, dataset or backbone, an impossible split, a method that refuses the scenario.
ExperimentSpec parseExperiment(std::string_view toml, const std::string& source,
                               const std::vector<Override>& overrides = {});
ExperimentSpec loadExperiment(const std::filesystem::path& file, const std::vector<Override>& overrides = {});

/// A spec that was put together in the window, as it would be read from a file: checked, its paths absolute. Throws
/// InputError as above, with the place of the setting filled in.
ExperimentSpec checkedExperiment(const ExperimentSpec& experiment);

/// An experiment that is still being made: its keys and values are checked as above, but not what they make together.
ExperimentSpec parseDraft(std::string_view toml, const std::string& source);

/// The whole spec as TOML, every key written out; parsing it gives the same value.
std::string toToml(const ExperimentSpec& experiment);
/// A run as a spec of one method and one seed: what the store keeps.
std::string toToml(const RunSpec& run);
/// The only cell of a spec written by toToml(RunSpec). Its keys and values are checked as above, but not what they make
/// together: a run can be read after its image folder has gone.
RunSpec parseRun(std::string_view toml, const std::string& source);

} // namespace lightcl
