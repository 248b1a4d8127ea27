# cmake -D FROM=compile_commands.json -D TO=FILE -P TidyDatabase.cmake: the same commands without GCC's precompiled header,
# which Clang refuses to read. The sources include what they use, so they compile without it.
file(READ ${FROM} commands)
string(REGEX REPLACE " -Winvalid-pch -include [^ ]*cmake_pch\\.hxx" "" commands "${commands}")
file(WRITE ${TO} "${commands}")
