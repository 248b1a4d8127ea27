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

} // namespace

std::shared_ptr<const PickledStorage> storageFrom(const PickleValue& persistentId) {
    const auto* const tuple = std::get_if<PickleContainer*>(&persistentId);
    if (tuple == nullptr || (*tuple)->items.size() != 5) throw InputError("expected a storage, found something else");
    PickledStorage storage;
    storage.type = argument<ElementType>(**tuple, 1);
    storage.key = *argument<std::shared_ptr<const std::string>>(**tuple, 2);
    storage.values = count(**tuple, 4);
    if (storage.values > std::numeric_limits<std::int64_t>::max() / 8) {
        throw InputError(
            fmt::format("storage {}: expected fewer values, found {}", printable(storage.key), storage.values));
    }
    return std::make_shared<const PickledStorage>(std::move(storage));
}

std::shared_ptr<const PickledTensor> tensorFrom(const PickleContainer& arguments) {
    PickledTensor tensor;
    tensor.storage = *argument<std::shared_ptr<const PickledStorage>>(arguments, 0);
    tensor.offset = count(arguments, 1);
    tensor.shape = counts(arguments, 2);
    tensor.strides = counts(arguments, 3);
    if (tensor.shape.size() != tensor.strides.size()) {
        throw InputError(fmt::format("expected a stride for each of a tensor's {} dimensions, found {}",
                                     tensor.shape.size(), tensor.strides.size()));
    }
    if (!isCountable(tensor.shape) || !reach(tensor, tensor.storage.values)) {
        throw InputError(fmt::format("expected a tensor within its storage {} of {} values, found one beyond it",
                                     printable(tensor.storage.key), tensor.storage.values));
    }
    return std::make_shared<const PickledTensor>(std::move(tensor));
}

} // namespace lightcl
