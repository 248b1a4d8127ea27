// Clang instantiates the members of a constexpr std::vector early, also where LibTorch 1.13 has only declared the element
// type, and so cannot read its headers as C++20. Included before everything else, this makes libstdc++'s vector and string
// plain again. For clang-tidy only.
#pragma GCC system_header
#define _GLIBCXX20_CONSTEXPR
#include <type_traits>
#include <version>
#undef __cpp_lib_is_constant_evaluated
#undef __cpp_lib_constexpr_string
// fmt would go on to promise constant expressions with them.
#include <fmt/core.h>
#undef FMT_CONSTEXPR20
#define FMT_CONSTEXPR20
