# SPDX-License-Identifier: MIT
# What our own programs are compiled with. The library never links it, so that no consumer inherits a flag.
add_library(weft_warnings INTERFACE)
if(CMAKE_CXX_COMPILER_ID MATCHES "GNU|Clang")
  # Those from the second line on are for the headers' sake: projects that compile with them include our headers.
  target_compile_options(
    weft_warnings
    INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion
              -Wsign-conversion -Wdouble-promotion -Wfloat-equal -Wold-style-cast -Wundef -Wcast-align -Wcast-qual
              -Wnon-virtual-dtor -Woverloaded-virtual -Wextra-semi -Wformat=2)
  if(WEFT_WARNINGS_AS_ERRORS)
    target_compile_options(weft_warnings INTERFACE -Werror)
  endif()
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # GCC 12 sees overruns inside std::string that are not there (its bugs 105329 and 105651).
  target_compile_options(weft_warnings INTERFACE -Wno-array-bounds -Wno-restrict -Wno-stringop-overflow)
endif()
