#include "weights/torch_file_reader.h"

#include "base/error.h"
#include "text/printable.h"
#include "weights/pickle_machine.h"
#include "weights/zip_archive.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>

namespace lightcl {

namespace {

constexpr std::string_view kPickleName = "data.pkl";
/// A state_dict takes about 150 bytes a tensor; the stack of a hostile one would take 32 bytes for each of its own.
constexpr std::uint64_t kLongestPickle = 16U << 20U;

using Storages = std::map<std::string, std::shared_ptr<const std::vector<std::byte>>>;

/// What stands before "data.pkl" in the archive: the folder that all entries are in.
std::string folderOf(const ZipArchive& archive) {
    for (const ZipArchive::Entry& entry : archive.entries()) {
        const std::size_t slash = entry.name.find('/');
        if (slash != std::string::npos && entry.name.substr(slash + 1) == kPickleName)
            return entry.name.substr(0, slash + 1);
    }
    archive.fail("expected an archive of torch.save with an entry data.pkl, found none");
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
    return PickleMachine(bytes).run();
}

const PickleContainer* asDictionary(const PickleValue& value) {
    const auto* const container = std::get_if<PickleContainer*>(&value);
    const bool fits = container != nullptr && (*container)->kind == PickleContainer::Kind::Dictionary;
    return fits ? *container : nullptr;
}

struct NamedView {
    std::string name;
    std::shared_ptr<const PickledTensor> tensor;
};

std::vector<NamedView> tensorsIn(const PickleContainer& dictionary) {
    std::vector<NamedView> tensors;
    for (std::size_t i = 0; i + 1 < dictionary.items.size(); i += 2) {
        const auto* name = std::get_if<std::shared_ptr<const std::string>>(&dictionary.items[i]);
        const auto* tensor = std::get_if<std::shared_ptr<const PickledTensor>>(&dictionary.items[i + 1]);
        if (name != nullptr && tensor != nullptr) tensors.push_back({**name, *tensor});
    }
    return tensors;
}

/// The tensors of the pickle's dictionary, or of the one in it that training programs keep beside other things.
std::vector<NamedView> stateDict(const ZipArchive& archive, const Pickle& pickle) {
    const PickleContainer* root = asDictionary(pickle.root);
    if (root != nullptr) {
        auto tensors = tensorsIn(*root);
        if (!tensors.empty()) return tensors;
        for (std::size_t i = 0; i + 1 < root->items.size(); i += 2) {
            const auto* key = std::get_if<std::shared_ptr<const std::string>>(&root->items[i]);
            const PickleContainer* inner = asDictionary(root->items[i + 1]);
            if (key == nullptr || inner == nullptr) continue;
            if (**key == "state_dict" || **key == "model_state_dict" || **key == "model") return tensorsIn(*inner);
        }
    }
    archive.fail("expected a state_dict: tensors by name, found none");
}

/// The storage that a tensor is a view of, read once however many tensors share it.
std::shared_ptr<const std::vector<std::byte>> storageOf(ZipArchive& archive, const std::string& folder,
                                                        const PickledStorage& storage, Storages& read) {
    const ZipArchive::Entry* entry = archive.find(folder + "data/" + storage.key);
    if (entry == nullptr) archive.fail(fmt::format("expected an entry data/{}, found none", printable(storage.key)));
    const std::uint64_t expected = storage.values * bytesOf(storage.type);
    if (entry->bytes != expected) {
        archive.fail(
            fmt::format("data/{}: expected {} bytes, found {}", printable(storage.key), expected, entry->bytes));
    }
    auto& bytes = read[storage.key];
    if (!bytes) bytes = std::make_shared<const std::vector<std::byte>>(archive.read(*entry));
    return bytes;
}

} // namespace

WeightsFile readTorchFile(const std::filesystem::path& file) {
    ZipArchive archive(file);
    const std::string folder = folderOf(archive);
    requireLittleEndian(archive, folder);
    WeightsFile content{"torch", {}, {}};
    Storages storages;
    std::set<std::string> names;
    try {
        const Pickle pickle = readPickle(archive, folder);
        for (const auto& [name, tensor] : stateDict(archive, pickle)) {
            if (!names.insert(name).second)
                throw InputError(fmt::format("expected each name once, found {} twice", printable(name)));
            content.tensors.push_back({name, tensor->storage.type, tensor->shape, tensor->strides, tensor->offset,
                                       storageOf(archive, folder, tensor->storage, storages)});
        }
    } catch (const InputError& error) {
        const std::string message = error.what();
        if (message.starts_with(file.string() + ": ")) throw;
        archive.fail(message);
    }
    return content;
}

} // namespace lightcl
