#include "weights/pickled_tensors.h"

#include "base/error.h"
#include "weights/pickle_references.h"
#include "weights/pickle_search.h"

#include <fmt/format.h>
#include <utility>

namespace lightcl {

std::vector<StoredTensor> storedTensors(const Pickle& pickle, const StorageReader& storageOf) {
    std::vector<StoredTensor> tensors;
    for (PlacedTensor& placed : tensorsIn(pickle)) {
        StoredTensor tensor;
        tensor.name = std::move(placed.name);
        if (placed.tensor == nullptr) {
            tensor.type = ElementType::Foreign;
            tensor.foreignType = placed.foreignType;
        } else {
            const PickledStorage& storage = placed.tensor->storage;
            tensor.type = storage.type;
            tensor.foreignType = storage.foreignType;
            tensor.shape = placed.tensor->shape;
            tensor.strides = placed.tensor->strides;
            tensor.offset = placed.tensor->offset;
            if (storage.type != ElementType::Foreign) tensor.storage = storageOf(storage);
        }
        tensors.push_back(std::move(tensor));
    }
    if (!tensors.empty()) return tensors;
    throw InputError(
        fmt::format("expected a state_dict: tensors by name, found none; save it in Python: {}", kSaveAlone));
}

} // namespace lightcl
