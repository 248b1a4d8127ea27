#include "cluster/submission.h"

#include "base/atomic_file.h"
#include "base/error.h"
#include "base/uuid.h"
#include "spec/spec_file.h"

#include <algorithm>
#include <fmt/format.h>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <utility>

namespace lightcl {

namespace fs = std::filesystem;

namespace {

fs::path manifestFile(const fs::path& folder) {
    return folder / kManifestName;
}

nlohmann::json jsonOf(const SubmittedRun& run) {
    return {
        {"uuid", run.uuid}, {"role", std::string(toString(run.role))}, {"content", run.content}, {"spec", run.spec}};
}

SubmittedRun runFrom(const nlohmann::json& json) {
    RunRole role = RunRole::Method;
    for (const RunRole each : {RunRole::Pretraining, RunRole::Trial})
        if (json.at("role") == std::string(toString(each))) role = each;
    return {json.at("uuid"), role, json.at("content"), json.at("spec")};
}

/// Names the runs of one submission.
class Identities {
public:
    explicit Identities(const std::string& seed) : seed_(seed.empty() ? randomUuid() : seed) {}
    std::string next(const std::string& spec) { return nameUuid(fmt::format("{}\n{}\n{}", seed_, ++count_, spec)); }

private:
    std::string seed_;
    int count_ = 0;
};

void take(Submission& submission, const PreparedMethod& method, std::size_t pack, Identities& identities) {
    for (const RunSpec& run : method.runs) {
        const std::string spec = toToml(run);
        SubmittedRun submitted{identities.next(spec), roleOf(run), {}, spec};
        if (method.isPretraining()) {
            submitted.role = RunRole::Pretraining;
            submitted.content = method.pretrainingContent;
            submission.pretraining = {submitted};
            submission.elements.push_back({{submitted}});
            continue;
        }
        // A pretraining's element holds nothing else: all others wait for it.
        const bool isFull = submission.elements.size() <= submission.pretraining.size() ||
                            submission.elements.back().runs.size() >= pack;
        if (isFull) submission.elements.emplace_back();
        submission.elements.back().runs.push_back(std::move(submitted));
    }
}

} // namespace

std::int64_t processFloorBytes() {
    constexpr std::int64_t mebibyte = 1 << 20;
    return std::int64_t{213} * mebibyte * 5 / 4;
}

Submission planSubmission(const std::vector<PreparedMethod>& prepared, int pack, int threads, const std::string& seed) {
    Submission submission;
    Identities identities(seed);
    std::int64_t peak = 0;
    const int together = std::max(pack, 1);
    for (const PreparedMethod& method : prepared) {
        if (submission.name.empty() && !method.runs.empty()) submission.name = method.runs.front().name;
        take(submission, method, static_cast<std::size_t>(together), identities);
        peak = std::max(peak, method.exact.peak.total());
    }
    std::size_t largest = 1;
    for (const ClusterElement& element : submission.elements) largest = std::max(largest, element.runs.size());
    submission.threads = std::max(threads, 1);
    submission.cores = submission.threads * static_cast<int>(largest);
    submission.memory = static_cast<std::int64_t>(largest) * (peak + processFloorBytes());
    return submission;
}

void writeManifest(const fs::path& folder, const Submission& submission) {
    nlohmann::json json = {{"name", submission.name},
                           {"memory_bytes", submission.memory},
                           {"threads", submission.threads},
                           {"cores", submission.cores},
                           {"pretraining", nullptr},
                           {"elements", nlohmann::json::array()},
                           {"partition", submission.wish.partition},
                           {"time", submission.wish.time},
                           {"at_a_time", submission.wish.atATime}};
    if (!submission.pretraining.empty()) json["pretraining"] = jsonOf(submission.pretraining.front());
    for (const ClusterElement& element : submission.elements) {
        nlohmann::json runs = nlohmann::json::array();
        for (const SubmittedRun& run : element.runs) runs.push_back(jsonOf(run));
        json["elements"].push_back(std::move(runs));
    }
    writeFileAtomically(manifestFile(folder), json.dump(1) + "\n");
}

Submission readManifest(const fs::path& folder) {
    const fs::path file = manifestFile(folder);
    std::ifstream stream(file, std::ios::binary);
    if (!stream)
        throw InputError(
            fmt::format("{}: expected the folder of a submission, with this list of its runs", file.string()));
    std::ostringstream text;
    text << stream.rdbuf();
    try {
        const auto json = nlohmann::json::parse(text.str());
        Submission submission;
        submission.name = json.at("name");
        submission.memory = json.at("memory_bytes");
        submission.threads = json.at("threads");
        submission.cores = json.at("cores");
        submission.wish = {json.at("partition"), json.at("time"), json.at("at_a_time")};
        if (!json.at("pretraining").is_null()) submission.pretraining = {runFrom(json.at("pretraining"))};
        for (const auto& runs : json.at("elements")) {
            auto& element = submission.elements.emplace_back();
            for (const auto& run : runs) element.runs.push_back(runFrom(run));
        }
        return submission;
    } catch (const nlohmann::json::exception& error) {
        throw InputError(fmt::format("{}: no list of a submission's runs: {}", file.string(), error.what()));
    }
}

} // namespace lightcl
