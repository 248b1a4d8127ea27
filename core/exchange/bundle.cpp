#include "exchange/bundle.h"

#include "base/atomic_file.h"
#include "base/error.h"
#include "base/scratch_folder.h"
#include "spec/imported_spec.h"
#include "store/run_reader.h"
#include "weights/zip_archive.h"
#include "weights/zip_writer.h"

#include <array>
#include <cstddef>
#include <fmt/format.h>
#include <fstream>
#include <iterator>
#include <memory>
#include <span>
#include <string_view>
#include <system_error>
#include <utility>

namespace lightcl {

namespace fs = std::filesystem;

namespace {

std::string wholeFile(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
    if (!stream) throw Error(fmt::format("{}: cannot be read", file.string()));
    return bytes;
}

/// Whether the file begins as a ZIP file does.
bool isZip(const fs::path& file) {
    constexpr std::string_view mark = "PK\x03\x04";
    std::array<char, mark.size()> start{};
    std::ifstream stream(file, std::ios::binary);
    stream.read(start.data(), start.size());
    return stream && std::string_view(start.data(), start.size()) == mark;
}

/// The bundle's database in a file of its own.
void unpackDatabase(const fs::path& bundle, const fs::path& target) {
    ZipArchive archive(bundle);
    const auto* entry = archive.find(kBundledDatabase);
    if (entry == nullptr)
        throw InputError(
            fmt::format("{}: holds no {}; expected a bundle that lightcl wrote", bundle.string(), kBundledDatabase));
    const auto bytes = archive.read(*entry);
    const std::array<std::span<const std::byte>, 1> pieces = {bytes};
    writeFileAtomically(target, pieces);
}

/// Sources as files that SQLite can open, and what they are called.
class OpenedSources {
public:
    explicit OpenedSources(const std::vector<fs::path>& sources) {
        for (const fs::path& source : sources) {
            if (!isZip(source)) {
                files_.push_back(source);
                continue;
            }
            folders_.push_back(std::make_unique<ScratchFolder>());
            const fs::path file = folders_.back()->path() / kBundledDatabase;
            names_.emplace_back(file.string(), source.string());
            files_.push_back(file);
            try {
                unpackDatabase(source, file);
            } catch (const InputError& error) {
                complaints_.emplace_back(error.what());
            }
        }
    }

    [[nodiscard]] const std::vector<fs::path>& files() const { return files_; }
    [[nodiscard]] const std::vector<std::string>& complaints() const { return complaints_; }
    /// With each bundle's own name in place of its unpacked database's.
    [[nodiscard]] std::string named(std::string text) const {
        for (const auto& [file, name] : names_)
            for (auto at = text.find(file); at != std::string::npos; at = text.find(file, at + name.size()))
                text.replace(at, file.size(), name);
        return text;
    }

private:
    std::vector<std::unique_ptr<ScratchFolder>> folders_;
    std::vector<std::pair<std::string, std::string>> names_;
    std::vector<fs::path> files_;
    std::vector<std::string> complaints_;
};

void requireBundled(const Database& database, const std::vector<RunId>& runs) {
    const RunReader reader(database);
    for (const RunId run : runs)
        if (reader.stamp(run).state == RunState::Running)
            throw InputError(
                fmt::format("{}: run {} is running; expected runs that have ended", database.file().string(), run));
}

} // namespace

void writeBundle(const fs::path& file, const fs::path& database, const std::vector<RunId>& runs,
                 const std::map<std::string, std::string>& more) {
    std::map<std::string, std::string> contents = more;
    {
        const auto opened = Database::openForReading(database);
        requireBundled(opened, runs);
        for (const RunId run : runs)
            if (auto toml = RunReader(opened).specToml(run); !isImportedSpec(toml))
                contents[fmt::format("specs/run-{}.toml", run)] = std::move(toml);
    }
    const ScratchFolder scratch;
    MergeOptions options;
    options.checkpoints = false;
    options.only = runs;
    try {
        mergeDatabases(scratch.path() / kBundledDatabase, {database}, options);
    } catch (const MergeError& error) {
        throw InputError(error.what());
    }
    contents[kBundledDatabase] = wholeFile(scratch.path() / kBundledDatabase);
    ZipWriter zip;
    for (const auto& [name, content] : contents) zip.add(name, std::as_bytes(std::span(content)));
    zip.write(file);
}

std::vector<MergedSource> mergeFiles(const fs::path& target, const std::vector<fs::path>& sources,
                                     const MergeOptions& options) {
    const OpenedSources opened(sources);
    if (!opened.complaints().empty()) throw MergeError(opened.complaints());
    try {
        auto merged = mergeDatabases(target, opened.files(), options);
        for (std::size_t i = 0; i < merged.size(); ++i) merged[i].file = sources[i];
        return merged;
    } catch (const MergeError& error) {
        std::vector<std::string> lines;
        for (const auto& line : error.lines()) lines.push_back(opened.named(line));
        throw MergeError(std::move(lines));
    }
}

} // namespace lightcl
