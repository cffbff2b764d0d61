# The pages' styles and scripts, built once for each change of ui/ and carried in the program:
# who links hearth_assets may include "assets/table.hpp" (the files) and "assets/urls.hpp" (their addresses).
# Built only when something links it. `npm ci` is the business of ./hearth and ./test.

# Work on one room needs no styles unless the room sends or names them.
if(HEARTH_ONLY AND NOT "web" IN_LIST HEARTH_ONLY AND NOT "app" IN_LIST HEARTH_ONLY)
  return()
endif()

find_program(NODE NAMES node nodejs)
if(NOT NODE)
  message(FATAL_ERROR "Node.js is missing: install Debian's package nodejs, or start ./hearth, which does.")
endif()
if(NOT EXISTS ${CMAKE_CURRENT_LIST_DIR}/node_modules/esbuild)
  message(FATAL_ERROR "The pages' packages are missing: run `npm ci --ignore-scripts` in ${CMAKE_CURRENT_LIST_DIR}, or start ./hearth, which does.")
endif()

file(GLOB ui_sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_LIST_DIR}/styles/*.css ${CMAKE_CURRENT_LIST_DIR}/scripts/*.ts
     ${CMAKE_CURRENT_LIST_DIR}/images/*)
set(ui_out ${CMAKE_BINARY_DIR}/ui)
add_custom_command(
  OUTPUT ${ui_out}/assets.cpp ${ui_out}/assets/table.hpp ${ui_out}/assets/urls.hpp
  COMMAND ${NODE} ${CMAKE_CURRENT_LIST_DIR}/build.mjs ${ui_out}
  DEPENDS ${ui_sources} ${CMAKE_CURRENT_LIST_DIR}/build.mjs ${CMAKE_CURRENT_LIST_DIR}/package-lock.json
  COMMENT "Building the pages' styles and scripts"
  VERBATIM)

add_library(hearth_assets STATIC EXCLUDE_FROM_ALL ${ui_out}/assets.cpp)
target_include_directories(hearth_assets PUBLIC ${ui_out} PRIVATE ${CMAKE_SOURCE_DIR}/src)

# Only the program names its files; the rooms below are handed the table.
list(APPEND LINK_app hearth_assets)
