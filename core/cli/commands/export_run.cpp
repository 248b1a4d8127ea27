#include "cli/commands/export_run.h"

#include "base/error.h"
#include "spec/method_network.h"
#include "spec/spec_file.h"
#include "store/run_files.h"
#include "store/run_reader.h"
#include "weights/network_export.h"
#include "weights/weights_normalisation.h"

#include <fmt/format.h>
#include <ostream>

namespace lightcl {

namespace {

std::string plainText(const Value& value) {
    const auto* text = std::get_if<std::string>(&value);
    return text != nullptr ? *text : toText(value);
}

/// What a reader of the file wants to know of it. "format" is what Python's safetensors asks for.
std::map<std::string, std::string> metadataOf(const RunSpec& spec, const RunSummary& run, const NetworkSpec& network) {
    std::map<std::string, std::string> metadata = {{"format", "pt"},
                                                   {"name", run.name},
                                                   {"method", run.method},
                                                   {"seed", std::to_string(run.seed)},
                                                   {"scenario", run.scenario},
                                                   {"dataset", run.dataset},
                                                   {"classes", std::to_string(network.classes)},
                                                   {"state", std::string(toString(run.state))}};
    for (const auto& [key, value] : spec.network.values()) {
        if (key != "weights") metadata.emplace(key, plainText(value)); // the backbone and its parameters
    }
    if (!run.normalisation.empty()) metadata.emplace(kNormalisationKey, run.normalisation);
    if (!run.classOrder.empty()) metadata.emplace("class_order", run.classOrder);
    if (!run.classNames.empty()) metadata.emplace("class_names", run.classNames);
    return metadata;
}

} // namespace

void exportRun(const Database& database, RunId run, const std::filesystem::path& file, const Console& console) {
    const RunReader reader(database);
    const RunSummary summary = reader.run(run);
    const auto checkpoint = checkpointFile(database.file(), run);
    if (!std::filesystem::exists(checkpoint)) {
        throw InputError(fmt::format("{}: run {} is {}: expected one that has finished an epoch",
                                     database.file().string(), run, toString(summary.state)));
    }
    const RunSpec spec = parseRun(reader.specToml(run), fmt::format("run {}", run));
    const NetworkSpec network = networkOf(spec);
    const auto tensors = exportNetwork(checkpoint, network, metadataOf(spec, summary, network), file);
    console.out << fmt::format("Wrote {} ({} tensors of run {})\n", file.string(), tensors, run);
}

} // namespace lightcl
