# The tables of data/ as part of the program: base/data.hpp hands them out by name.
file(GLOB data_tables CONFIGURE_DEPENDS ${CMAKE_CURRENT_LIST_DIR}/*.csv)
set(data_bytes "")
set(data_names "")
set(data_rows "")
foreach(table IN LISTS data_tables)
  get_filename_component(name ${table} NAME)
  string(MAKE_C_IDENTIFIER "hearth_data_${name}" symbol)
  string(APPEND data_bytes ".global ${symbol}, ${symbol}_end\n${symbol}: .incbin \"${table}\"\n${symbol}_end: .byte 0\n")
  string(APPEND data_names "extern const char ${symbol}[], ${symbol}_end[];\n")
  string(APPEND data_rows "    {\"${name}\", {${symbol}, ${symbol}_end}},\n")
endforeach()
file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/data/tables.cpp CONTENT [=[
// Made by data/embed.cmake.
#include "base/data.hpp"

#include <span>
#include <utility>

asm(R"(.section .rodata
@data_bytes@.previous
)");
extern "C" {
@data_names@}

namespace hearth {

std::span<const DataFile> data_files() {
  static const DataFile files[] = {
@data_rows@  };
  return files;
}

}  // namespace hearth
]=] @ONLY)
# The assembler includes the tables behind the back of the dependency scan.
set_source_files_properties(${CMAKE_BINARY_DIR}/data/tables.cpp PROPERTIES OBJECT_DEPENDS "${data_tables}")

add_library(hearth_data STATIC ${CMAKE_BINARY_DIR}/data/tables.cpp)
target_include_directories(hearth_data PRIVATE ${CMAKE_SOURCE_DIR}/src)
list(APPEND LINK_base hearth_data)
