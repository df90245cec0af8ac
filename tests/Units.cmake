# SPDX-License-Identifier: MIT
# Tests are compiled some files at a time, because most of what a compiler does for one of them is the same for its
# neighbours. Each file is in a namespace of its own, so that two may use the same name:
#
#   #include <what one of the files includes>
#   namespace core_tensor_test_cpp {
#   #include "tests/core/tensor_test.cpp"
#   }
#
# All headers come first and are read once, so that the files' own includes add nothing to those namespaces.

# weft_test_includes(source out): the lines of a test that include a header, with those of its folder by full path.
function(weft_test_includes source out)
  file(STRINGS ${source} lines REGEX "^#include [<\"]")
  cmake_path(GET source PARENT_PATH folder)
  set(includes "")
  foreach(line IN LISTS lines)
    if(line MATCHES "^#include \"(.*)\"")
      set(header ${CMAKE_MATCH_1})
      cmake_path(ABSOLUTE_PATH header BASE_DIRECTORY ${folder} NORMALIZE)
      if(EXISTS ${header})
        set(line "#include \"${header}\"")
      endif()
    endif()
    list(APPEND includes "${line}")
  endforeach()
  set(${out} "${includes}" PARENT_SCOPE)
endfunction()

# weft_test_unit(unit source...): writes the file `unit`, which has all sources in it.
function(weft_test_unit unit)
  set(includes "")
  set(bodies "")
  foreach(source IN LISTS ARGN)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${source})
    weft_test_includes(${CMAKE_CURRENT_SOURCE_DIR}/${source} own)
    list(APPEND includes ${own})
    string(MAKE_C_IDENTIFIER ${source} name)
    string(APPEND bodies "\nnamespace ${name} {\n#include \"${CMAKE_CURRENT_SOURCE_DIR}/${source}\"\n}\n")
  endforeach()
  list(REMOVE_DUPLICATES includes)
  list(JOIN includes "\n" includes)
  file(CONFIGURE OUTPUT ${unit} CONTENT "${includes}\n${bodies}" @ONLY)
endfunction()

# weft_test_units(out size source...): units of `size` sources each, in the order given; the last may have fewer.
# Units of one are the sources as they are, which shows that each includes what it needs.
function(weft_test_units out size)
  if(size EQUAL 1)
    set(${out} ${ARGN} PARENT_SCOPE)
    return()
  endif()
  list(LENGTH ARGN count)
  set(units "")
  set(first 0)
  while(first LESS count)
    list(SUBLIST ARGN ${first} ${size} sources)
    set(unit ${CMAKE_CURRENT_BINARY_DIR}/units/${first}.cpp)
    weft_test_unit(${unit} ${sources})
    list(APPEND units ${unit})
    math(EXPR first "${first} + ${size}")
  endwhile()
  set(${out} ${units} PARENT_SCOPE)
endfunction()
