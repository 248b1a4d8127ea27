# Compile through ccache where it is installed. Precompiled headers need the sloppiness given here to be cached; the base
# folder lets one checkout use what another has compiled.
find_program(LIGHTCL_CCACHE ccache)
if(LIGHTCL_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER
      ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
      CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} ${LIGHTCL_CCACHE})
  # GCC's precompiled headers are only reproducible, and so only cached, without a debug timestamp.
  add_compile_options($<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>)
endif()
