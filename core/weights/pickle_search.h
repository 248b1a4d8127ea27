#pragma once

#include "weights/pickle_value.h"

namespace lightcl {

/// A tensor with the way that leads to it: the keys of all dictionaries around it, the places in lists and the names of
/// attributes, joined by dots ("state_dict.module.conv1.weight").
struct PlacedTensor {
    std::string name;
    std::shared_ptr<const PickledTensor> tensor; ///< null: of a kind that is not known here
    std::string foreignType;                     ///< then: what Python would have made it by
};

/// Every tensor of a pickle, 40 containers deep, those of a container that is met twice once. What lies less deep comes
/// first, otherwise the file's order holds. Ways of more than 512 bytes are passed over. Throws InputError when a
/// dictionary has a tensor twice, or names without end.
std::vector<PlacedTensor> tensorsIn(const Pickle& pickle);

} // namespace lightcl
