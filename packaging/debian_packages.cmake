# What `cpack` makes in the build folder: one Debian package of each part, whose dependencies dpkg-shlibdeps finds.
# docs/packages.md tells how, and what is in which.

# Who makes a package says so as Debian's tools ask for it.
set(maintainer_name "$ENV{DEBFULLNAME}")
set(maintainer_address "$ENV{DEBEMAIL}")
if(NOT maintainer_name)
  set(maintainer_name "The LightCL Workbench authors")
endif()
if(NOT maintainer_address)
  set(maintainer_address "nobody@lightcl-workbench.invalid")
endif()

# The release that it is built on and for: 0.1.0-1~deb12 gives way to 0.1.0-1~deb13 when the system is upgraded.
set(revision 1)
if(EXISTS /etc/os-release)
  file(STRINGS /etc/os-release release REGEX "^(ID|VERSION_ID)=")
  if("${release}" MATCHES "ID=debian" AND "${release}" MATCHES "VERSION_ID=\"?([0-9]+)")
    set(revision 1~deb${CMAKE_MATCH_1})
  endif()
endif()

# The same sources give the same changelog: it is as old as the last commit.
if(NOT DEFINED ENV{SOURCE_DATE_EPOCH})
  execute_process(COMMAND git log -1 --format=%ct WORKING_DIRECTORY ${CMAKE_SOURCE_DIR} OUTPUT_VARIABLE seconds
                  ERROR_QUIET OUTPUT_STRIP_TRAILING_WHITESPACE)
  if(seconds)
    set(ENV{SOURCE_DATE_EPOCH} ${seconds})
  endif()
endif()
string(TIMESTAMP changed "%a, %d %b %Y %H:%M:%S +0000" UTC)

# The licence as Debian's machine-readable copyright file has it: indented, a period in each empty line.
file(STRINGS ${CMAKE_SOURCE_DIR}/LICENSE licence)
set(licence_text "")
set(holders "")
foreach(line IN LISTS licence)
  if(line MATCHES "^Copyright \\(c\\) (.*)$")
    set(holders ${CMAKE_MATCH_1})
  elseif(NOT line STREQUAL "MIT License")
    string(APPEND licence_text " ${line}\n")
  endif()
endforeach()
string(REGEX REPLACE "^( *\n)+" "" licence_text "${licence_text}")
string(REGEX REPLACE "\n *\n" "\n .\n" licence_text "${licence_text}")
file(CONFIGURE OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/copyright @ONLY CONTENT
"Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: LightCL Workbench
Upstream-Contact: @maintainer_name@ <@maintainer_address@>

Files: *
Copyright: @holders@
License: Expat
@licence_text@")

# lightcl_debian_papers(name component): the papers that each package has in its own folder.
function(lightcl_debian_papers name component)
  set(folder ${CMAKE_CURRENT_BINARY_DIR}/${name})
  file(CONFIGURE OUTPUT ${folder}/changelog.Debian CONTENT
"${name} (${PROJECT_VERSION}-${revision}) unstable; urgency=medium

  * Version ${PROJECT_VERSION} of LightCL Workbench; what is new stands in
    changelog.gz.

 -- ${maintainer_name} <${maintainer_address}>  ${changed}
")
  configure_file(${CMAKE_SOURCE_DIR}/CHANGELOG.md ${folder}/changelog COPYONLY)
  execute_process(COMMAND ${LIGHTCL_GZIP} -9nkf changelog changelog.Debian WORKING_DIRECTORY ${folder})
  install(FILES ${folder}/changelog.gz ${folder}/changelog.Debian.gz ${CMAKE_CURRENT_BINARY_DIR}/copyright
          DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/${name} COMPONENT ${component})
  if(EXISTS ${CMAKE_CURRENT_SOURCE_DIR}/lintian/${name})
    install(FILES lintian/${name} DESTINATION ${CMAKE_INSTALL_DATADIR}/lintian/overrides COMPONENT ${component})
  endif()
endfunction()
if(LIGHTCL_GZIP)
  lightcl_debian_papers(lightcl headless)
  lightcl_debian_papers(lightcl-doc documentation)
  if(LIGHTCL_GUI)
    lightcl_debian_papers(lightcl-workbench window)
  endif()
endif()

set(CPACK_GENERATOR DEB)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_ALL headless documentation)
if(LIGHTCL_GUI)
  list(APPEND CPACK_COMPONENTS_ALL window)
endif()
set(CPACK_PACKAGE_NAME lightcl-workbench)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "")
set(CPACK_RESOURCE_FILE_LICENSE ${CMAKE_SOURCE_DIR}/LICENSE)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_STRIP_PROGRAM ${CMAKE_STRIP})
set(CPACK_PRE_BUILD_SCRIPTS ${CMAKE_CURRENT_SOURCE_DIR}/strip_as_debian.cmake)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE
                                                WORLD_READ WORLD_EXECUTE)
set(CPACK_DEBIAN_PACKAGE_MAINTAINER "${maintainer_name} <${maintainer_address}>")
set(CPACK_DEBIAN_PACKAGE_RELEASE ${revision})
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)

# LibTorch works with any BLAS, but with this one it is fast. Reports need a font.
set(CPACK_DEBIAN_HEADLESS_PACKAGE_NAME lightcl)
set(CPACK_DEBIAN_HEADLESS_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_HEADLESS_PACKAGE_DEPENDS libopenblas0-openmp)
set(CPACK_DEBIAN_HEADLESS_PACKAGE_RECOMMENDS "dataset-fashion-mnist, fonts-dejavu-core")
set(CPACK_DEBIAN_HEADLESS_PACKAGE_SUGGESTS "lightcl-workbench, lightcl-doc")
set(CPACK_DEBIAN_HEADLESS_DESCRIPTION
"continual learning on a memory budget: command line and trainer
LightCL Workbench trains neural networks on one task after another and
measures how plastic and how stable each layer is, what is forgotten, and how
much memory it takes beside what was predicted.

This package holds the programs that need no display: lightcl, which trains,
compares, predicts costs and writes reports, and lightcl-worker, which it
starts for each run.")

# Qt's own packages only recommend what opens a window.
set(CPACK_DEBIAN_WINDOW_PACKAGE_NAME lightcl-workbench)
set(CPACK_DEBIAN_WINDOW_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_WINDOW_PACKAGE_DEPENDS "lightcl (= ${PROJECT_VERSION}-${revision}), qt6-qpa-plugins")
set(CPACK_DEBIAN_WINDOW_PACKAGE_RECOMMENDS "fonts-dejavu-core, qt6-wayland")
set(CPACK_DEBIAN_WINDOW_PACKAGE_SUGGESTS lightcl-doc)
set(CPACK_DEBIAN_WINDOW_DESCRIPTION
"continual learning on a memory budget: the workbench's window
LightCL Workbench trains neural networks on one task after another and shows,
while training runs, how plastic and how stable each layer is, what is
forgotten, and how much memory it takes beside what was predicted.

This package holds the window, in which experiments are designed, queued,
watched and compared, and their figures exported.")

set(CPACK_DEBIAN_DOCUMENTATION_PACKAGE_NAME lightcl-doc)
set(CPACK_DEBIAN_DOCUMENTATION_PACKAGE_ARCHITECTURE all)
set(CPACK_DEBIAN_DOCUMENTATION_PACKAGE_SECTION doc)
set(CPACK_DEBIAN_DOCUMENTATION_DESCRIPTION
"continual learning on a memory budget: documentation
LightCL Workbench trains neural networks on one task after another and
measures how plastic and how stable each layer is, what is forgotten, and how
much memory it takes beside what was predicted.

This package holds its user guide, the formulas of what it measures, the
database's schema and how it is built, as Markdown with pictures.")
include(CPack)
