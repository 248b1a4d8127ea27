#include "weights/element_type.h"

namespace lightcl {

namespace {

struct Names {
    std::size_t bytes;
    std::string_view safetensors;
    std::string_view torchStorage;
};

/// In the order of the enumeration.
constexpr std::array<Names, kElementTypes.size()> kNames = {{{4, "F32", "FloatStorage"},
                                                             {8, "F64", "DoubleStorage"},
                                                             {2, "F16", "HalfStorage"},
                                                             {2, "BF16", "BFloat16Storage"},
                                                             {8, "I64", "LongStorage"},
                                                             {4, "I32", "IntStorage"},
                                                             {2, "I16", "ShortStorage"},
                                                             {1, "I8", "CharStorage"},
                                                             {1, "U8", "ByteStorage"},
                                                             {1, "BOOL", "BoolStorage"}}};

const Names& namesOf(ElementType type) {
    return kNames.at(static_cast<std::size_t>(type));
}

} // namespace

std::size_t bytesOf(ElementType type) {
    return namesOf(type).bytes;
}

std::string_view toString(ElementType type) {
    return namesOf(type).safetensors;
}

std::string_view torchStorageName(ElementType type) {
    return namesOf(type).torchStorage;
}

} // namespace lightcl
