# The target lightcl_torch: LibTorch, and the owner of its one precompiled header. A target that includes LibTorch links it
# and calls lightcl_use_torch_pch(target).
# Global, since LibTorch's own targets name each other in generator expressions that the tests' folder evaluates as well.
set(CMAKE_FIND_PACKAGE_TARGETS_GLOBAL ON)
find_package(Torch REQUIRED)
unset(CMAKE_FIND_PACKAGE_TARGETS_GLOBAL)
message(STATUS "LibTorch ${Torch_VERSION}")

add_library(lightcl_torch OBJECT ${CMAKE_SOURCE_DIR}/cmake/torch_pch.cpp)
target_include_directories(lightcl_torch SYSTEM PUBLIC ${TORCH_INCLUDE_DIRS})
target_link_libraries(lightcl_torch PUBLIC ${TORCH_LIBRARIES})
target_precompile_headers(lightcl_torch PRIVATE ${CMAKE_SOURCE_DIR}/core/libtorch/torch.h)
# GCC takes a precompiled header only into files with the same code generation flags and macros: -Wpedantic undefines one,
# and -fPIC and -fPIE differ, so everything that shares the header is compiled as an executable's own code.
lightcl_warnings(lightcl_torch)
# GCC 13 and later see copies beyond the end of a std::vector<bool> that LibTorch's Function::apply reserves; there are none.
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU AND CMAKE_CXX_COMPILER_VERSION VERSION_GREATER_EQUAL 13)
  target_compile_options(lightcl_torch PUBLIC -Wno-array-bounds -Wno-stringop-overflow)
endif()

function(lightcl_use_torch_pch target)
  target_precompile_headers(${target} REUSE_FROM lightcl_torch)
endfunction()
