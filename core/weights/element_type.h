#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace lightcl {

/// The number types that weights files hold.
enum class ElementType { F32, F64, F16, BF16, I64, I32, I16, I8, U8, Bool };

inline constexpr std::array kElementTypes = {ElementType::F32, ElementType::F64, ElementType::F16, ElementType::BF16,
                                             ElementType::I64, ElementType::I32, ElementType::I16, ElementType::I8,
                                             ElementType::U8,  ElementType::Bool};

std::size_t bytesOf(ElementType type);
constexpr bool isFloating(ElementType type) {
    return type <= ElementType::BF16;
}
/// As a safetensors header writes it: "F32", "BOOL".
std::string_view toString(ElementType type);
/// The class that torch.save stores it as, in the module torch: "FloatStorage".
std::string_view torchStorageName(ElementType type);

} // namespace lightcl
