# SPDX-License-Identifier: MIT
# What weft and its programs need: the one that is installed, or else a pinned release by URL and hash.
include(FetchContent)

# weft_find_headers(TARGET target PACKAGE package URL url SHA256 hash [INCLUDE folder])
# Leaves `target` defined, for a library of headers. A fetched one is used without its own CMake code: its tests, its
# warnings and its install rules stay out of ours.
function(weft_find_headers)
  cmake_parse_arguments(PARSE_ARGV 0 ARG "" "TARGET;PACKAGE;URL;SHA256;INCLUDE" "")
  if(NOT TARGET ${ARG_TARGET})
    find_package(${ARG_PACKAGE} CONFIG QUIET GLOBAL)
  endif()
  if(TARGET ${ARG_TARGET})
    return()
  endif()
  message(STATUS "weft: ${ARG_PACKAGE} is not installed; fetching ${ARG_URL}")
  string(TOLOWER weft_${ARG_PACKAGE} name)
  FetchContent_Declare(${name} URL ${ARG_URL} URL_HASH SHA256=${ARG_SHA256} SOURCE_SUBDIR not-its-cmake-code)
  FetchContent_MakeAvailable(${name})
  add_library(${ARG_TARGET} INTERFACE IMPORTED GLOBAL)
  target_include_directories(${ARG_TARGET} INTERFACE ${${name}_SOURCE_DIR}/${ARG_INCLUDE})
endfunction()

# Eigen is found without a version, because 5.x refuses to be asked for 3.4 and 3.4.0 refuses a range.
function(weft_find_eigen)
  if(NOT TARGET Eigen3::Eigen)
    find_package(Eigen3 CONFIG QUIET GLOBAL)
    if(Eigen3_FOUND AND NOT Eigen3_VERSION MATCHES "^(3\\.4|5\\.)")
      message(FATAL_ERROR "weft needs Eigen 3.4 or 5.x; ${Eigen3_DIR} has ${Eigen3_VERSION}")
    endif()
  endif()
  weft_find_headers(
    TARGET Eigen3::Eigen PACKAGE Eigen3
    URL https://gitlab.com/libeigen/eigen/-/archive/3.4.0/eigen-3.4.0.tar.bz2
    SHA256 b4c198460eba6f28d34894e3a5710998818515104d6e74e5cc331ce31e46e626)
endfunction()

function(weft_find_json)
  weft_find_headers(
    TARGET nlohmann_json::nlohmann_json PACKAGE nlohmann_json
    URL https://github.com/nlohmann/json/releases/download/v3.11.3/json.tar.xz
    SHA256 d6c65aca6b1ed68e7a182f4757257b107ae403032760ed6ef121c9d55e81757d INCLUDE include)
endfunction()

function(weft_find_doctest)
  weft_find_headers(
    TARGET doctest::doctest PACKAGE doctest URL https://github.com/doctest/doctest/archive/v2.4.9.tar.gz
    SHA256 19b2df757f2f3703a5e63cee553d85596875f06d91a3333acd80a969ef210856)
endfunction()

function(weft_find_cli11)
  weft_find_headers(
    TARGET CLI11::CLI11 PACKAGE CLI11 URL https://github.com/CLIUtils/CLI11/archive/v2.6.2.tar.gz
    SHA256 c6ea6b2e5608b3ea8617999bd5f47420c71b2ebdb8dc4767c1034d1da5785711 INCLUDE include)
endfunction()

function(weft_find_openssl)
  find_package(OpenSSL QUIET GLOBAL COMPONENTS Crypto)
  if(NOT TARGET OpenSSL::Crypto)
    message(FATAL_ERROR "examples/imdb needs OpenSSL, for MD5 and SHA-256. Install libssl-dev (Debian, Ubuntu) or "
                        "openssl-devel (Fedora), or configure with -DWEFT_BUILD_EXAMPLES=OFF")
  endif()
endfunction()

function(weft_find_benchmark)
  find_package(benchmark CONFIG QUIET GLOBAL)
  if(TARGET benchmark::benchmark)
    return()
  endif()
  message(STATUS "weft: Google Benchmark is not installed; fetching it")
  set(BENCHMARK_ENABLE_TESTING OFF)
  set(BENCHMARK_ENABLE_INSTALL OFF)
  set(BENCHMARK_ENABLE_WERROR OFF)
  FetchContent_Declare(
    weft_benchmark URL https://github.com/google/benchmark/archive/refs/tags/v1.8.2.tar.gz
    URL_HASH SHA256=2aab2980d0376137f969d92848fbb68216abb07633034534fc8c65cc4e7a0e93)
  FetchContent_MakeAvailable(weft_benchmark)
  get_target_property(include benchmark INTERFACE_INCLUDE_DIRECTORIES)
  set_target_properties(benchmark PROPERTIES INTERFACE_SYSTEM_INCLUDE_DIRECTORIES "${include}")
endfunction()
