// Catch2 3 brings its own main; Catch2 2 asks for one translation unit that defines it.
#if !__has_include(<catch2/catch_all.hpp>)
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>
#endif
