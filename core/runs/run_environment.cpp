#include "runs/run_environment.h"

#include "base/units.h"

#include <fmt/format.h>

namespace lightcl {

const std::vector<EnvironmentField>& environmentFields() {
    using Environment = RunEnvironment;
    static const std::vector<EnvironmentField> fields = {
        {"host", &Environment::host, "host"},
        {"cpu", &Environment::cpu, "processor"},
        {"cores", &Environment::cores, "cores"},
        {"memory_bytes", &Environment::memoryBytes, "memory"},
        {"system", &Environment::system, "system"},
        {"program_version", &Environment::programVersion, "workbench"},
        {"libtorch_version", &Environment::libtorchVersion, "LibTorch"},
        {"blas", &Environment::blas, "BLAS"},
        {"data_digest", &Environment::dataDigest, "data"},
        {"earlier", &Environment::earlier, "earlier"},
    };
    return fields;
}

std::string environmentText(const EnvironmentField& field, const RunEnvironment& environment) {
    if (const auto* text = std::get_if<std::string RunEnvironment::*>(&field.member)) return environment.*(*text);
    const std::int64_t number = environment.*std::get<std::int64_t RunEnvironment::*>(field.member);
    if (number == 0) return {};
    return field.name == "memory_bytes" ? formatBytes(number) : fmt::format("{}", number);
}

std::string environmentLine(const RunEnvironment& environment) {
    std::string line;
    for (const EnvironmentField& field : environmentFields()) {
        std::string text = environmentText(field, environment);
        if (text.empty()) continue;
        // A version or a check sum alone says nothing; names and sizes do.
        const bool isTitled = field.name == "program_version" || field.name == "libtorch_version" ||
                              field.name == "data_digest" || field.name == "earlier";
        if (isTitled) text = fmt::format("{} {}", field.title, text);
        if (field.name == "cores") text += text == "1" ? " core" : " cores";
        line += (line.empty() ? "" : ", ") + text;
    }
    return line;
}

std::string changedSince(const RunEnvironment& before, const RunEnvironment& now) {
    std::string changes;
    for (const EnvironmentField& field : environmentFields()) {
        const std::string old = environmentText(field, before);
        const std::string text = environmentText(field, now);
        if (field.name == "earlier" || old.empty() || text.empty() || old == text) continue;
        changes += fmt::format("{}{} {}", changes.empty() ? "" : "; ", field.name, old);
    }
    return changes;
}

} // namespace lightcl
