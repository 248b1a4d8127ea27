#pragma once

#include "weights/element_type.h"

#include <cstdint>
#include <deque>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace lightcl {

/// A storage that a pickled state_dict refers to: `bytes` bytes, `values` numbers, in the archive's entry data/KEY. One
/// of a foreign type has the name of its class in `foreignType`, and its `values` are not looked at.
struct PickledStorage {
    ElementType type = ElementType::F32;
    std::string key;
    std::uint64_t values = 0;
    std::uint64_t bytes = 0;
    std::string foreignType{};
};

/// A view of a storage; offset and strides count values, and every value lies within the storage (unless its type is
/// foreign).
struct PickledTensor {
    PickledStorage storage;
    std::uint64_t offset = 0;
    std::vector<std::int64_t> shape;
    std::vector<std::int64_t> strides;
};

/// The functions that a state_dict's pickle calls; they are not called here, what they would give is put together.
enum class PickleCall {
    OrderedDict,
    RebuildTensor,          ///< _rebuild_tensor and _rebuild_tensor_v2, which differ beyond the fourth argument
    RebuildTensorWithDtype, ///< _rebuild_tensor_v3
    RebuildParameter,       ///< with its state or without
    RebuildFromType         ///< of a tensor's subclass
};

/// A class or function that is not known here. It stands for itself, and is never called.
struct PickleReference {
    std::string name; ///< "argparse.Namespace"
};

struct PickleContainer;

/// What a pickle of tensors is made of. Leaves are shared, so that a pickle that mentions one a million times holds it
/// once; containers belong to the Pickle, so that they may hold each other in any depth, and in circles.
using PickleValue =
    std::variant<std::monostate, bool, std::int64_t, double, std::shared_ptr<const std::string>, PickleCall,
                 ElementType, std::shared_ptr<const PickledStorage>, std::shared_ptr<const PickledTensor>,
                 std::shared_ptr<const PickleReference>, PickleContainer*>;

/// A tuple, a list, or a dictionary, whose keys and values take turns. An object is what Python would have made by
/// calling `maker`: its items are a dictionary's, with None as the key of its arguments, its state and what was
/// appended to it.
struct PickleContainer {
    enum class Kind { Tuple, List, Dictionary, Object };
    Kind kind = Kind::Tuple;
    std::vector<PickleValue> items;
    std::shared_ptr<const PickleReference> maker{};

    [[nodiscard]] bool hasKeys() const { return kind == Kind::Dictionary || kind == Kind::Object; }
};

/// A pickle, read.
struct Pickle {
    PickleValue root;
    std::deque<PickleContainer> containers;
    std::set<std::string> foreign; ///< names of classes and functions that were passed over
};

} // namespace lightcl
