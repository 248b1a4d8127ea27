#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace lightcl {

/// The number types that weights files hold. Foreign is any that is not known here: a tensor of it is named and passed
/// over, nothing is made of its bytes.
enum class ElementType { F32, F64, F16, BF16, I64, I32, I16, I8, U8, Bool, Foreign };

/// The known ones.
inline constexpr std::array kElementTypes = {ElementType::F32, ElementType::F64, ElementType::F16, ElementType::BF16,
                                             ElementType::I64, ElementType::I32, ElementType::I16, ElementType::I8,
                                             ElementType::U8,  ElementType::Bool};

/// Of one value; a foreign type's tensors are measured in bytes.
std::size_t bytesOf(ElementType type);
constexpr bool isFloating(ElementType type) {
    return type <= ElementType::BF16;
}
/// As a safetensors header writes it: "F32", "BOOL".
std::string_view toString(ElementType type);
/// The class that torch.save stores it as, in the module torch: "FloatStorage".
std::string_view torchStorageName(ElementType type);
/// The dtype in the module torch: "float32".
std::string_view torchDtypeName(ElementType type);

} // namespace lightcl
