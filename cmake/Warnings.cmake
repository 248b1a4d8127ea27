# lightcl_warnings(target): the project's warnings, for our own targets only.
function(lightcl_warnings target)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual
                                           -Wcast-align -Wunused)
  # GCC 12 sees overlapping copies in its own std::string (its bug 105651).
  target_compile_options(${target} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>)
  if(LIGHTCL_WERROR)
    target_compile_options(${target} PRIVATE -Werror)
  endif()
endfunction()
