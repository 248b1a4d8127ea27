#include "weights/torch_file_reader.h"

#include "base/error.h"
#include "text/printable.h"
#include "weights/pickle_machine.h"
#include "weights/pickled_tensors.h"
#include "weights/zip_archive.h"

#include <fmt/format.h>
#include <map>

namespace lightcl {

namespace {

constexpr std::string_view kPickleName = "data.pkl";
/// What a dictionary of tensors never comes near; PickleMachine bounds what it makes of the bytes.
constexpr std::uint64_t kLongestPickle = std::uint64_t{512} << 20U;

using Storages = std::map<std::string, std::shared_ptr<const std::vector<std::byte>>>;

/// What stands before "data.pkl" in the archive: the folder that all entries are in.
std::string folderOf(const ZipArchive& archive) {
    for (const ZipArchive::Entry& entry : archive.entries()) {
        const std::size_t slash = entry.name.find('/');
        if (slash != std::string::npos && entry.name.substr(slash + 1) == kPickleName)
            return entry.name.substr(0, slash + 1);
    }
    archive.fail("expected an archive of torch.save with an entry data.pkl, found a ZIP archive without one");
}

void requireLittleEndian(ZipArchive& archive, const std::string& folder) {
    const ZipArchive::Entry* entry = archive.find(folder + "byteorder");
    if (entry == nullptr || entry->bytes > 16) return; // before torch 2.1
    const std::vector<std::byte> order = archive.read(*entry);
    const std::string text(reinterpret_cast<const char*>(order.data()), order.size());
    if (text != "little") archive.fail(fmt::format("expected little-endian values, found {}", printable(text)));
}

Pickle readPickle(ZipArchive& archive, const std::string& folder) {
    const ZipArchive::Entry& entry = *archive.find(folder + std::string(kPickleName));
    if (entry.bytes > kLongestPickle) {
        archive.fail(fmt::format("data.pkl: expected at most {} bytes, found {}", kLongestPickle, entry.bytes));
    }
    const std::vector<std::byte> bytes = archive.read(entry);
    ByteCursor cursor(bytes, "the pickle");
    return PickleMachine(cursor).run();
}

/// The storage that a tensor is a view of, read once however many tensors share it.
std::shared_ptr<const std::vector<std::byte>> storageOf(ZipArchive& archive, const std::string& folder,
                                                        const PickledStorage& storage, Storages& read) {
    const ZipArchive::Entry* entry = archive.find(folder + "data/" + storage.key);
    if (entry == nullptr) archive.fail(fmt::format("expected an entry data/{}, found none", printable(storage.key)));
    if (entry->bytes != storage.bytes) {
        archive.fail(
            fmt::format("data/{}: expected {} bytes, found {}", printable(storage.key), storage.bytes, entry->bytes));
    }
    auto& bytes = read[storage.key];
    if (!bytes) bytes = std::make_shared<const std::vector<std::byte>>(archive.read(*entry));
    return bytes;
}

/// Short texts that stand beside the tensors, as writeTorchFile() leaves them (and PyTorch its "extra files").
std::map<std::string, std::string> metadataOf(ZipArchive& archive, const std::string& folder) {
    constexpr std::uint64_t longest = std::uint64_t{64} << 10U;
    const std::string beside = folder + "extra/";
    std::map<std::string, std::string> metadata;
    for (const ZipArchive::Entry& entry : archive.entries()) {
        if (!entry.name.starts_with(beside) || !entry.stored || entry.bytes > longest) continue;
        const std::vector<std::byte> text = archive.read(entry);
        metadata.emplace(entry.name.substr(beside.size()),
                         std::string(reinterpret_cast<const char*>(text.data()), text.size()));
    }
    return metadata;
}

} // namespace

WeightsFile readTorchFile(const std::filesystem::path& file) {
    ZipArchive archive(file);
    const std::string folder = folderOf(archive);
    requireLittleEndian(archive, folder);
    WeightsFile content{"torch", metadataOf(archive, folder), {}, {}};
    Storages storages;
    try {
        const Pickle pickle = readPickle(archive, folder);
        content.tensors = storedTensors(
            pickle, [&](const PickledStorage& storage) { return storageOf(archive, folder, storage, storages); });
        content.passedOver = pickle.foreign;
    } catch (const InputError& error) {
        const std::string message = error.what();
        if (message.starts_with(file.string() + ": ")) throw;
        archive.fail(message);
    }
    return content;
}

} // namespace lightcl
