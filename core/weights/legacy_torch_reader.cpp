#include "weights/legacy_torch_reader.h"

#include "base/error.h"
#include "text/printable.h"
#include "weights/file_reader.h"
#include "weights/pickle_machine.h"
#include "weights/pickled_tensors.h"

#include <fmt/format.h>
#include <map>

namespace lightcl {

namespace {

using LegacyStorages = std::map<std::string, std::shared_ptr<const std::vector<std::byte>>>;

/// Bytes a value of each storage that the content refers to: what stands behind a key says only how many there are.
std::map<std::string, std::uint64_t> valueBytes(const Pickle& content) {
    std::map<std::string, std::uint64_t> widths;
    static_cast<void>(storedTensors(content, [&](const PickledStorage& storage) {
        widths.emplace(storage.key, bytesOf(storage.type));
        return nullptr;
    }));
    return widths;
}

std::vector<std::string> keysIn(const Pickle& pickle) {
    std::vector<std::string> keys;
    auto* const* list = std::get_if<PickleContainer*>(&pickle.root);
    if (list == nullptr || (*list)->kind != PickleContainer::Kind::List) failDamagedPickle();
    for (const PickleValue& item : (*list)->items) {
        const auto* key = std::get_if<std::shared_ptr<const std::string>>(&item);
        if (key == nullptr) failDamagedPickle();
        keys.push_back(**key);
    }
    return keys;
}

LegacyStorages readStorages(ByteCursor& cursor, const std::vector<std::string>& keys, const Pickle& content) {
    const auto widths = valueBytes(content);
    LegacyStorages storages;
    for (const std::string& key : keys) {
        const std::uint64_t values = cursor.number(8);
        const auto width = widths.find(key);
        // Of a foreign type the length is not known, and what follows it cannot be found.
        if (width == widths.end()) {
            throw InputError(fmt::format("storage {}: expected numbers of a known type, found others; load the file in "
                                         "Python and save the state_dict alone",
                                         printable(key)));
        }
        if (values > cursor.remaining() / width->second) {
            throw InputError(fmt::format("storage {} is cut short", printable(key)));
        }
        const auto bytes = cursor.take(values * width->second);
        storages[key] = std::make_shared<const std::vector<std::byte>>(bytes.begin(), bytes.end());
    }
    return storages;
}

WeightsFile contentOf(ByteCursor& cursor) {
    for (int pickle = 0; pickle < 3; ++pickle) static_cast<void>(PickleMachine(cursor).run());
    const Pickle pickle = PickleMachine(cursor).run();
    const auto keys = keysIn(PickleMachine(cursor).run());
    const LegacyStorages storages = readStorages(cursor, keys, pickle);
    WeightsFile content{"torch (of before 1.6)", {}, {}, pickle.foreign};
    content.tensors = storedTensors(pickle, [&](const PickledStorage& storage) {
        const auto found = storages.find(storage.key);
        if (found == storages.end() || found->second->size() != storage.bytes) {
            throw InputError(
                fmt::format("storage {}: expected {} bytes, found others", printable(storage.key), storage.bytes));
        }
        return found->second;
    });
    return content;
}

} // namespace

WeightsFile readLegacyTorchFile(const std::filesystem::path& file) {
    FileReader reader(file);
    std::vector<std::byte> bytes(reader.size());
    reader.read(bytes);
    ByteCursor cursor(bytes, "the file");
    try {
        return contentOf(cursor);
    } catch (const InputError& error) {
        reader.fail(error.what());
    }
}

} // namespace lightcl
