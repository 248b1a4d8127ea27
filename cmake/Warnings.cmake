# lightcl_warnings(target): the project's warnings, for our own targets only.
function(lightcl_warnings target)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual
                                           -Wcast-align -Wunused)
  if(LIGHTCL_WERROR)
    target_compile_options(${target} PRIVATE -Werror)
  endif()
endfunction()
