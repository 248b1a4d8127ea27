# lightcl_help_files(program component): makes the program's man page and its completions for bash and zsh, as it prints
# them itself (--help-as), and installs them. Where the built programs cannot be run there are none.
find_program(LIGHTCL_GZIP gzip)

function(lightcl_help_files program component)
  if(LIGHTCL_SANITIZE OR NOT LIGHTCL_GZIP OR (CMAKE_CROSSCOMPILING AND NOT CMAKE_CROSSCOMPILING_EMULATOR))
    return()
  endif()
  set(folder ${CMAKE_CURRENT_BINARY_DIR}/help)
  file(MAKE_DIRECTORY ${folder})
  set(page ${folder}/${program}.1.gz)
  set(bash ${folder}/${program})
  set(zsh ${folder}/_${program})
  # Two steps, so that a program that fails stops the build: of a pipe only the last part's end counts.
  add_custom_command(OUTPUT ${page} ${bash} ${zsh}
                     COMMAND ${program} --help-as man > ${folder}/${program}.1
                     COMMAND ${LIGHTCL_GZIP} -9nf ${folder}/${program}.1
                     COMMAND ${program} --help-as bash > ${bash}
                     COMMAND ${program} --help-as zsh > ${zsh}
                     DEPENDS ${program} COMMENT "Writing the man page and completions of ${program}")
  add_custom_target(${program}-help ALL DEPENDS ${page} ${bash} ${zsh})
  install(FILES ${page} DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT ${component})
  install(FILES ${bash} DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions COMPONENT ${component})
  install(FILES ${zsh} DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions COMPONENT ${component})
endfunction()
