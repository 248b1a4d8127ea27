#include "weights/tensor_builder.h"

#include "base/error.h"
#include "text/printable.h"

#include <fmt/format.h>
#include <limits>
#include <optional>

namespace lightcl {

namespace {

constexpr std::size_t kMostDimensionsOfPickle = 64; // LibTorch's own limit for most operations

template <typename T>
const T& argument(const PickleContainer& arguments, std::size_t index) {
    const T* value = index < arguments.items.size() ? std::get_if<T>(&arguments.items[index]) : nullptr;
    if (value == nullptr) throw InputError("expected a tensor as torch.save writes it, found other arguments");
    return *value;
}

std::uint64_t count(const PickleContainer& arguments, std::size_t index) {
    const std::int64_t value = argument<std::int64_t>(arguments, index);
    if (value < 0) throw InputError(fmt::format("expected a tensor's count of at least 0, found {}", value));
    return static_cast<std::uint64_t>(value);
}

std::vector<std::int64_t> counts(const PickleContainer& arguments, std::size_t index) {
    const PickleContainer& tuple = *argument<PickleContainer*>(arguments, index);
    if (tuple.items.size() > kMostDimensionsOfPickle) {
        throw InputError(
            fmt::format("expected at most {} dimensions, found {}", kMostDimensionsOfPickle, tuple.items.size()));
    }
    std::vector<std::int64_t> values;
    for (std::size_t i = 0; i < tuple.items.size(); ++i) values.push_back(static_cast<std::int64_t>(count(tuple, i)));
    return values;
}

/// Place of the tensor's last value in its storage plus one, 0 when it has none; nothing when it passes `most`.
std::optional<std::uint64_t> reach(const PickledTensor& tensor, std::uint64_t most) {
    std::uint64_t last = tensor.offset;
    for (std::size_t i = 0; i < tensor.shape.size(); ++i) {
        if (tensor.shape[i] == 0) return 0;
        const auto steps = static_cast<std::uint64_t>(tensor.shape[i] - 1);
        const auto stride = static_cast<std::uint64_t>(tensor.strides[i]);
        if (last > most || (stride > 0 && steps > (most - last) / stride)) return std::nullopt;
        last += steps * stride;
    }
    return last < most ? std::optional(last + 1) : std::nullopt;
}

/// Values of the shape; nothing when they are countless.
bool isCountable(const std::vector<std::int64_t>& shape) {
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max() / 8; // bytes are counted as well
    std::int64_t values = 1;
    for (const std::int64_t size : shape) {
        if (size > 1 && values > most / size) return false;
        values *= std::max<std::int64_t>(size, 1);
    }
    return true;
}

/// Of offset, shape and strides among the arguments; where they lie in a storage of foreign values is not known.
std::shared_ptr<const PickledTensor> viewOf(PickledStorage storage, const PickleContainer& arguments) {
    PickledTensor tensor;
    tensor.storage = std::move(storage);
    tensor.offset = count(arguments, 1);
    tensor.shape = counts(arguments, 2);
    tensor.strides = counts(arguments, 3);
    if (tensor.shape.size() != tensor.strides.size()) {
        throw InputError(fmt::format("expected a stride for each of a tensor's {} dimensions, found {}",
                                     tensor.shape.size(), tensor.strides.size()));
    }
    const bool foreign = tensor.storage.type == ElementType::Foreign;
    if (!isCountable(tensor.shape) || (!foreign && !reach(tensor, tensor.storage.values))) {
        throw InputError(fmt::format("expected a tensor within its storage {} of {} values, found one beyond it",
                                     printable(tensor.storage.key), tensor.storage.values));
    }
    return std::make_shared<const PickledTensor>(std::move(tensor));
}

} // namespace

std::shared_ptr<const PickledStorage> storageFrom(const PickleValue& persistentId) {
    auto* const* tuple = std::get_if<PickleContainer*>(&persistentId);
    const std::size_t parts = tuple == nullptr ? 0 : (*tuple)->items.size();
    const bool whole = parts == 5 || (parts == 6 && std::holds_alternative<std::monostate>((*tuple)->items[5]));
    if (!whole) throw InputError("expected a storage, found something else");
    PickledStorage storage;
    if (const auto* known = std::get_if<ElementType>(&(*tuple)->items[1])) {
        storage.type = *known;
    } else {
        storage.type = ElementType::Foreign;
        storage.foreignType = argument<std::shared_ptr<const PickleReference>>(**tuple, 1)->name;
    }
    storage.key = *argument<std::shared_ptr<const std::string>>(**tuple, 2);
    storage.values = count(**tuple, 4);
    if (storage.values > std::numeric_limits<std::int64_t>::max() / 8) {
        throw InputError(
            fmt::format("storage {}: expected fewer values, found {}", printable(storage.key), storage.values));
    }
    storage.bytes = storage.values * bytesOf(storage.type);
    return std::make_shared<const PickledStorage>(std::move(storage));
}

std::shared_ptr<const PickledTensor> tensorFrom(const PickleContainer& arguments) {
    return viewOf(*argument<std::shared_ptr<const PickledStorage>>(arguments, 0), arguments);
}

std::shared_ptr<const PickledTensor> tensorWithDtypeFrom(const PickleContainer& arguments) {
    PickledStorage storage = *argument<std::shared_ptr<const PickledStorage>>(arguments, 0);
    const std::string& dtype = argument<std::shared_ptr<const PickleReference>>(arguments, 6)->name;
    storage.type = ElementType::Foreign;
    storage.foreignType = dtype;
    for (const ElementType type : kElementTypes) {
        if (dtype != fmt::format("torch.{}", torchDtypeName(type))) continue;
        storage.type = type;
        storage.values = storage.bytes / bytesOf(type);
    }
    return viewOf(std::move(storage), arguments);
}

} // namespace lightcl
