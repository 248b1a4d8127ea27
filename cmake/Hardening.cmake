# -DLIGHTCL_HARDENING=ON compiles as Debian builds its packages: checked buffers and stacks, libraries bound at the start,
# no folder of the builder in the programs. Debian's compilers make position-independent executables themselves.
option(LIGHTCL_HARDENING "Build with Debian's hardening flags, for packages" OFF)
if(LIGHTCL_HARDENING)
  add_compile_options(-fstack-protector-strong -Wformat -Werror=format-security -ffile-prefix-map=${CMAKE_SOURCE_DIR}=.)
  add_compile_definitions(_FORTIFY_SOURCE=2)
  add_link_options(LINKER:-z,relro LINKER:-z,now)
endif()
