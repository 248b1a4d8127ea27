#include "weights/element_type.h"

namespace lightcl {

namespace {

struct Names {
    std::size_t bytes;
    std::string_view safetensors;
    std::string_view torchStorage;
    std::string_view torchDtype;
};

/// In the order of the enumeration.
constexpr std::array<Names, kElementTypes.size() + 1> kNames = {{{4, "F32", "FloatStorage", "float32"},
                                                                 {8, "F64", "DoubleStorage", "float64"},
                                                                 {2, "F16", "HalfStorage", "float16"},
                                                                 {2, "BF16", "BFloat16Storage", "bfloat16"},
                                                                 {8, "I64", "LongStorage", "int64"},
                                                                 {4, "I32", "IntStorage", "int32"},
                                                                 {2, "I16", "ShortStorage", "int16"},
                                                                 {1, "I8", "CharStorage", "int8"},
                                                                 {1, "U8", "ByteStorage", "uint8"},
                                                                 {1, "BOOL", "BoolStorage", "bool"},
                                                                 {1, "foreign", "", ""}}};

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

std::string_view torchDtypeName(ElementType type) {
    return namesOf(type).torchDtype;
}

} // namespace lightcl
