#include "catalog/catalog.h"
#include "spec/selection_keys.h"
#include "spec/spec_file.h"

#include <fmt/format.h>

namespace lightcl {

namespace {

/// In the catalog's order, which is the one people know.
void writeSettings(std::string& out, const Parameters& parameters, const std::vector<ParameterInfo>& infos) {
    for (const ParameterInfo& info : infos) {
        if (const Value* value = parameters.find(info.name)) out += fmt::format("{} = {}\n", info.name, toText(*value));
    }
}

void writeNetwork(std::string& out, const Parameters& network) {
    out += "\n[network]\n";
    writeSettings(out, network, catalog().networkParameters());
    if (const BackboneInfo* backbone = catalog().backbone(network.text("backbone"))) {
        writeSettings(out, network, backbone->parameters);
    }
}

/// What of a method's own network is not the experiment's.
Parameters ownNetwork(const MethodSpec& method, const Parameters& network) {
    Parameters own;
    for (const auto& [name, value] : method.network.values()) {
        const Value* shared = network.find(name);
        if (shared == nullptr || *shared != value) own.set(name, value);
    }
    return own;
}

void writeMethod(std::string& out, const MethodSpec& method, const Parameters& network) {
    out += fmt::format("\n[[method]]\nname = {}\n", toText(Value{method.name}));
    if (const MethodInfo* info = catalog().method(method.name)) writeSettings(out, method.parameters, info->parameters);
    writeSettings(out, method.trainingOverrides, catalog().trainingParameters());
    if (method.network.empty()) return;
    const Parameters own = ownNetwork(method, network);
    writeSettings(out, own, catalog().networkParameters());
    if (const BackboneInfo* backbone = catalog().backbone(method.network.text("backbone")))
        writeSettings(out, own, backbone->parameters);
}

} // namespace

std::string toToml(const ExperimentSpec& experiment) {
    std::string out =
        fmt::format("name = {}\nseeds = {}\n", toText(Value{experiment.name}), toText(Value{experiment.seeds}));
    const Parameters selection = selectionParameters(experiment.selection);
    for (const auto& [name, value] : selection.values()) out += fmt::format("{} = {}\n", name, toText(value));
    out += "\n[scenario]\n";
    writeSettings(out, experiment.scenario, catalog().scenarioParameters());
    writeNetwork(out, experiment.network);
    out += "\n[training]\n";
    writeSettings(out, experiment.training, catalog().trainingParameters());
    out += "\n[measuring]\n";
    writeSettings(out, experiment.measuring, catalog().measuringParameters());
    if (!experiment.pretraining.empty()) {
        out += "\n[pretraining]\n";
        writeSettings(out, experiment.pretraining, catalog().pretrainingParameters());
    }
    for (const MethodSpec& method : experiment.methods) writeMethod(out, method, experiment.network);
    return out;
}

std::string toToml(const RunSpec& run) {
    return toToml(ExperimentSpec{.name = run.name,
                                 .seeds = {run.seed},
                                 .scenario = run.scenario,
                                 .network = run.network,
                                 .training = run.training,
                                 .measuring = run.measuring,
                                 .methods = {run.method},
                                 .pretraining = run.pretraining,
                                 .selection = run.selection});
}

} // namespace lightcl
