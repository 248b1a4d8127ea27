# -DLIGHTCL_SANITIZE=address,undefined builds every target of the project with these sanitizers.
if(LIGHTCL_SANITIZE)
  add_compile_options(-fsanitize=${LIGHTCL_SANITIZE} -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${LIGHTCL_SANITIZE})
endif()
