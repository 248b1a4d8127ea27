# cpack runs this before it makes packages of the parts that it installed aside: Debian's programs have neither the
# compiler's name nor notes in them, which plain stripping leaves.
find_program(strip_program NAMES ${CPACK_STRIP_PROGRAM} strip)
file(GLOB programs ${CPACK_TEMPORARY_DIRECTORY}/*${CPACK_PACKAGING_INSTALL_PREFIX}/bin/*)
foreach(program IN LISTS programs)
  execute_process(COMMAND ${strip_program} --remove-section=.comment --remove-section=.note ${program}
                  COMMAND_ERROR_IS_FATAL ANY)
endforeach()
