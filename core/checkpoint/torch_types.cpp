#include "checkpoint/torch_types.h"

#include <algorithm>

namespace lightcl {

torch::Dtype torchType(ElementType type) {
    switch (type) {
    case ElementType::F32:
        return torch::kFloat32;
    case ElementType::F64:
        return torch::kFloat64;
    case ElementType::F16:
        return torch::kFloat16;
    case ElementType::BF16:
        return torch::kBFloat16;
    case ElementType::I64:
        return torch::kInt64;
    case ElementType::I32:
        return torch::kInt32;
    case ElementType::I16:
        return torch::kInt16;
    case ElementType::I8:
        return torch::kInt8;
    case ElementType::U8:
        return torch::kUInt8;
    case ElementType::Bool:
        return torch::kBool;
    case ElementType::Foreign:
        break;
    }
    throw std::logic_error("unknown element type");
}

std::optional<ElementType> elementTypeOf(torch::Dtype dtype) {
    const auto* const type = std::find_if(kElementTypes.begin(), kElementTypes.end(),
                                          [&](ElementType known) { return torchType(known) == dtype; });
    return type == kElementTypes.end() ? std::nullopt : std::optional(*type);
}

} // namespace lightcl
