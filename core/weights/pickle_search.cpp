#include "weights/pickle_search.h"

#include "base/error.h"
#include "text/printable.h"

#include <fmt/format.h>
#include <optional>
#include <unordered_set>

namespace lightcl {

namespace {

constexpr int kDeepest = 40;
constexpr std::size_t kLongestWay = 512;
constexpr std::size_t kMostNameBytes = std::size_t{256} << 20U;

/// A container to be looked through, and the way to it.
struct Place {
    const PickleContainer* container = nullptr;
    std::string way; ///< with a dot at its end, unless it is empty
    int depth = 0;
};

/// What a key adds to the way: nothing for what an object holds without a name; no value for a key that is no name.
std::optional<std::string> keyText(const PickleValue& key) {
    if (const auto* text = std::get_if<std::shared_ptr<const std::string>>(&key)) return **text;
    if (const auto* number = std::get_if<std::int64_t>(&key)) return std::to_string(*number);
    if (std::holds_alternative<std::monostate>(key)) return std::string();
    return std::nullopt;
}

/// "torch._utils._rebuild_qtensor": a tensor of a kind that is not known here, whose parts are none by themselves.
bool isForeignTensor(const PickleContainer& object) {
    return object.maker != nullptr && object.maker->name.starts_with("torch.") &&
           object.maker->name.find("._rebuild_") != std::string::npos;
}

class Search {
public:
    std::vector<PlacedTensor> run(const PickleValue& root) {
        look(root, {});
        // Appended to while it is gone through.
        for (std::size_t next = 0; next < places_.size(); ++next) lookThrough(next);
        return std::move(found_);
    }

private:
    void lookThrough(std::size_t index) {
        const Place place = places_[index];
        const auto& items = place.container->items;
        names_.clear();
        if (!place.container->hasKeys()) {
            for (std::size_t i = 0; i < items.size(); ++i) {
                if (isWorthALook(items[i])) lookBelow(place, std::to_string(i), items[i]);
            }
            return;
        }
        for (std::size_t i = 0; i + 1 < items.size(); i += 2) {
            if (!isWorthALook(items[i + 1])) continue;
            if (const auto key = keyText(items[i])) lookBelow(place, *key, items[i + 1]);
        }
    }

    static bool isWorthALook(const PickleValue& value) {
        return std::holds_alternative<PickleContainer*>(value) ||
               std::holds_alternative<std::shared_ptr<const PickledTensor>>(value);
    }

    void lookBelow(const Place& place, const std::string& key, const PickleValue& value) {
        std::string way = place.way + key;
        if (way.size() > kLongestWay) return;
        auto* const* inner = std::get_if<PickleContainer*>(&value);
        if (inner == nullptr && !names_.insert(key).second) {
            throw InputError(fmt::format("expected each name once, found {} twice", printable(key)));
        }
        depth_ = place.depth + 1;
        look(value, std::move(way));
    }

    void look(const PickleValue& value, std::string way) {
        if (const auto* tensor = std::get_if<std::shared_ptr<const PickledTensor>>(&value)) {
            return add({std::move(way), *tensor, {}});
        }
        auto* const* container = std::get_if<PickleContainer*>(&value);
        if (container == nullptr || !seen_.insert(*container).second) return;
        if (isForeignTensor(**container)) return add({std::move(way), nullptr, (*container)->maker->name});
        if (depth_ > kDeepest) return;
        if (!way.empty() && way.back() != '.') way += '.';
        places_.push_back({*container, std::move(way), depth_});
    }

    void add(PlacedTensor tensor) {
        nameBytes_ += tensor.name.size() + sizeof(PlacedTensor);
        if (nameBytes_ > kMostNameBytes) throw InputError("expected fewer tensors, found names without end");
        found_.push_back(std::move(tensor));
    }

    std::vector<Place> places_;
    std::vector<PlacedTensor> found_;
    std::unordered_set<const PickleContainer*> seen_;
    std::unordered_set<std::string> names_;
    std::size_t nameBytes_ = 0;
    int depth_ = 0;
};

} // namespace

std::vector<PlacedTensor> tensorsIn(const Pickle& pickle) {
    return Search().run(pickle.root);
}

} // namespace lightcl
