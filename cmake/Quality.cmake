# Targets that look at the sources and are not part of the build: format-check, format and tidy.
find_program(LIGHTCL_CLANG_FORMAT NAMES clang-format-14 clang-format)
find_program(LIGHTCL_CLANG_TIDY NAMES clang-tidy-14 clang-tidy)
find_program(LIGHTCL_RUN_CLANG_TIDY NAMES run-clang-tidy-14 run-clang-tidy)

file(GLOB_RECURSE LIGHTCL_SOURCES CONFIGURE_DEPENDS
     ${CMAKE_SOURCE_DIR}/core/*.cpp ${CMAKE_SOURCE_DIR}/core/*.h ${CMAKE_SOURCE_DIR}/gui/*.cpp ${CMAKE_SOURCE_DIR}/gui/*.h
     ${CMAKE_SOURCE_DIR}/benchmarks/*.cpp ${CMAKE_SOURCE_DIR}/benchmarks/*.h
     ${CMAKE_SOURCE_DIR}/tests/*.cpp ${CMAKE_SOURCE_DIR}/tests/*.h)

if(LIGHTCL_CLANG_FORMAT)
  add_custom_target(format-check COMMAND ${LIGHTCL_CLANG_FORMAT} --dry-run --Werror ${LIGHTCL_SOURCES}
                    COMMENT "Checking the format of the sources" VERBATIM)
  add_custom_target(format COMMAND ${LIGHTCL_CLANG_FORMAT} -i ${LIGHTCL_SOURCES}
                    COMMENT "Formatting the sources" VERBATIM)
endif()

set(LIGHTCL_TIDY_FILES "^${CMAKE_SOURCE_DIR}/(core|gui)/" CACHE STRING "Which files the target tidy reads: a regular expression")
if(LIGHTCL_CLANG_TIDY AND LIGHTCL_RUN_CLANG_TIDY)
  # GCC has warnings and options that Clang does not know.
  add_custom_target(tidy
    COMMAND ${CMAKE_COMMAND} -D FROM=${CMAKE_BINARY_DIR}/compile_commands.json
            -D TO=${CMAKE_BINARY_DIR}/tidy/compile_commands.json -P ${CMAKE_SOURCE_DIR}/cmake/TidyDatabase.cmake
    COMMAND ${LIGHTCL_RUN_CLANG_TIDY} -clang-tidy-binary ${LIGHTCL_CLANG_TIDY} -p ${CMAKE_BINARY_DIR}/tidy -quiet
            -extra-arg=-Wno-unknown-warning-option -extra-arg=-Wno-ignored-optimization-argument ${LIGHTCL_TIDY_FILES}
    COMMENT "Reading the sources with clang-tidy" VERBATIM USES_TERMINAL)
endif()
