# SPDX-License-Identifier: MIT
# weft::compiled: what takes a compiler longest, compiled once. A program that links it has the same headers, which then
# only declare those templates. At the end of such a header stands
#
#   #if defined(WEFT_COMPILED)
#   namespace ... {
#   extern template ...;
#   }
#   #else
#   #include <what has the definitions, where it is not the header itself>
#   #endif
#
# and a source is made of it here, with the same templates without the `extern`.

# weft_compiled_source(header out): the path of the source, or empty where the header has no such part.
function(weft_compiled_source header out)
  file(READ ${header} text)
  set(${out} "" PARENT_SCOPE)
  if(NOT text MATCHES "\n#if defined\\(WEFT_COMPILED\\)[^\n]*\n(.*)#endif")
    return()
  endif()
  set(part "${CMAKE_MATCH_1}")
  set(definitions "")
  if(part MATCHES "^(.*)#else\n(.*)$")
    set(part "${CMAKE_MATCH_1}")
    set(definitions "${CMAKE_MATCH_2}")
  endif()
  string(REPLACE "extern template" "template" part "${part}")
  file(RELATIVE_PATH path ${PROJECT_SOURCE_DIR}/include ${header})
  string(REPLACE .hpp .cpp source ${PROJECT_BINARY_DIR}/compiled/${path})
  file(CONFIGURE OUTPUT ${source} CONTENT "#include <${path}>\n${definitions}\n${part}" @ONLY)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${header})
  set(${out} ${source} PARENT_SCOPE)
endfunction()

# For others' programs if they want it; and for the tests, which would otherwise compile it hundreds of times.
add_library(weft_compiled STATIC)
add_library(weft::compiled ALIAS weft_compiled)
set(headers ${WEFT_HEADERS})
if(WEFT_IO)
  list(APPEND headers ${WEFT_IO_HEADERS})
  target_include_directories(
    weft_compiled SYSTEM PRIVATE $<TARGET_PROPERTY:weft::json,INTERFACE_INCLUDE_DIRECTORIES>)
endif()
foreach(header IN LISTS headers)
  weft_compiled_source(${header} source)
  target_sources(weft_compiled PRIVATE ${source})
endforeach()
target_compile_definitions(weft_compiled PUBLIC WEFT_COMPILED)
target_link_libraries(weft_compiled PUBLIC weft)
set_target_properties(weft_compiled PROPERTIES EXPORT_NAME compiled POSITION_INDEPENDENT_CODE ON CXX_EXTENSIONS OFF)
if(NOT WEFT_COMPILED)
  set_target_properties(weft_compiled PROPERTIES EXCLUDE_FROM_ALL ON)
endif()
