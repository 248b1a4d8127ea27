#pragma once

#include "weights/element_type.h"

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace lightcl {

/// A storage that a pickled state_dict refers to: `values` numbers in the archive's entry data/KEY.
struct PickledStorage {
    ElementType type = ElementType::F32;
    std::string key;
    std::uint64_t values = 0;
};

/// A view of a storage; offset and strides count values, and every value lies within the storage.
struct PickledTensor {
    PickledStorage storage;
    std::uint64_t offset = 0;
    std::vector<std::int64_t> shape;
    std::vector<std::int64_t> strides;
};

/// The functions that a state_dict's pickle calls; they are not called here, what they would give is put together.
enum class PickleCall { OrderedDict, RebuildTensor, RebuildParameter };

struct PickleContainer;

/// What a pickle of tensors is made of. Leaves are shared, so that a pickle that mentions one a million times holds it
/// once; containers belong to the Pickle, so that they may hold each other in any depth, and in circles.
using PickleValue = std::variant<std::monostate, bool, std::int64_t, double, std::shared_ptr<const std::string>,
                                 PickleCall, ElementType, std::shared_ptr<const PickledStorage>,
                                 std::shared_ptr<const PickledTensor>, PickleContainer*>;

/// A tuple, a list, or a dictionary, whose keys and values take turns.
struct PickleContainer {
    enum class Kind { Tuple, List, Dictionary };
    Kind kind = Kind::Tuple;
    std::vector<PickleValue> items;
};

/// A pickle, read.
struct Pickle {
    PickleValue root;
    std::deque<PickleContainer> containers;
};

} // namespace lightcl
