# cmake -D FROM=compile_commands.json -D TO=FILE -P TidyDatabase.cmake: the same commands as Clang can follow them. It refuses
# to read GCC's precompiled header of LibTorch, which the sources do not need, for they include what they use.
file(READ ${FROM} commands)
string(REGEX REPLACE " -Winvalid-pch -include [^ ]*cmake_pch\\.hxx" " -include ${CMAKE_CURRENT_LIST_DIR}/tidy_prelude.h"
       commands "${commands}")
file(WRITE ${TO} "${commands}")
