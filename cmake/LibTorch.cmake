# The target lightcl_torch: LibTorch, and the owner of its one precompiled header. A target that includes LibTorch links it
# and calls lightcl_use_torch_pch(target).
# Global, since LibTorch's own targets name each other in generator expressions that the tests' folder evaluates as well.
set(CMAKE_FIND_PACKAGE_TARGETS_GLOBAL ON)
find_package(Torch REQUIRED)
unset(CMAKE_FIND_PACKAGE_TARGETS_GLOBAL)

add_library(lightcl_torch OBJECT ${CMAKE_SOURCE_DIR}/cmake/torch_pch.cpp)
target_include_directories(lightcl_torch SYSTEM PUBLIC ${TORCH_INCLUDE_DIRS})
target_link_libraries(lightcl_torch PUBLIC ${TORCH_LIBRARIES})
target_precompile_headers(lightcl_torch PRIVATE <torch/torch.h>)
# Release builds of LibTorch are compiled without these checks in its headers; debug symbols of torch.h would cost 1 GB.
set_target_properties(lightcl_torch PROPERTIES POSITION_INDEPENDENT_CODE ON)

function(lightcl_use_torch_pch target)
  set_target_properties(${target} PROPERTIES POSITION_INDEPENDENT_CODE ON)
  target_precompile_headers(${target} REUSE_FROM lightcl_torch)
endfunction()
