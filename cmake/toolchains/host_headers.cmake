# SPDX-License-Identifier: MIT
# Eigen, doctest and nlohmann/json as they are installed for this machine, to compile for another one: they are headers
# alone. Each stands in a folder of its own here, because the folder around them, /usr/include, is for this machine only.
# They are looked for here, and not among what the tool chain has.
function(weft_host_headers target name probe)
  find_path(WEFT_HOST_${name} ${probe} PATHS /usr/include/eigen3 /usr/include /usr/local/include/eigen3 /usr/local/include
            NO_DEFAULT_PATH NO_CMAKE_FIND_ROOT_PATH)
  if(NOT WEFT_HOST_${name})
    return()
  endif()
  set(folder ${CMAKE_BINARY_DIR}/host_headers/${name})
  file(MAKE_DIRECTORY ${folder})
  foreach(part IN LISTS ARGN)
    file(CREATE_LINK ${WEFT_HOST_${name}}/${part} ${folder}/${part} SYMBOLIC)
  endforeach()
  add_library(${target} INTERFACE IMPORTED GLOBAL)
  target_include_directories(${target} INTERFACE ${folder})
endfunction()
weft_host_headers(Eigen3::Eigen eigen Eigen/Core Eigen unsupported)
weft_host_headers(doctest::doctest doctest doctest/doctest.h doctest)
weft_host_headers(nlohmann_json::nlohmann_json json nlohmann/json.hpp nlohmann)
