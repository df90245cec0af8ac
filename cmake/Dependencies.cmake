# SPDX-License-Identifier: MIT
# What weft and its programs need: the one that is installed, or else a pinned release by URL and hash.

# weft_find_headers(NAME name TARGET target PACKAGE package URL url SHA256 hash [INCLUDE folder]
#                   [VERSIONS regex VERSIONS_TEXT text])
# Makes weft::<name> of a library of headers: of `target`, if the project that weft is a part of has one, made before
# weft or after it; or else of the installed package, or of what is fetched. It makes no target under another's name, so
# that that project still can. An imported target's headers do not warn; those of a target that is none must be told.
function(weft_find_headers)
  cmake_parse_arguments(PARSE_ARGV 0 ARG "" "NAME;TARGET;PACKAGE;URL;SHA256;INCLUDE;VERSIONS;VERSIONS_TEXT" "")
  if(TARGET weft::${ARG_NAME})
    return()
  endif()
  if(NOT TARGET ${ARG_TARGET})
    add_subdirectory(${PROJECT_SOURCE_DIR}/cmake/find ${PROJECT_BINARY_DIR}/find/${ARG_NAME})
  endif()
  add_library(weft::${ARG_NAME} INTERFACE IMPORTED GLOBAL)
  set_target_properties(
    weft::${ARG_NAME} PROPERTIES
    INTERFACE_LINK_LIBRARIES $<IF:$<TARGET_EXISTS:${ARG_TARGET}>,${ARG_TARGET},weft::own_${ARG_NAME}>
    INTERFACE_SYSTEM_INCLUDE_DIRECTORIES $<TARGET_PROPERTY:weft::${ARG_NAME},INTERFACE_INCLUDE_DIRECTORIES>)
endfunction()

# Eigen is found without a version, because 5.x refuses to be asked for 3.4 and 3.4.0 refuses a range.
function(weft_find_eigen)
  weft_find_headers(
    NAME eigen TARGET Eigen3::Eigen PACKAGE Eigen3 VERSIONS "^(3\\.4|5\\.)" VERSIONS_TEXT "Eigen 3.4 or 5.x"
    URL https://gitlab.com/libeigen/eigen/-/archive/3.4.0/eigen-3.4.0.tar.bz2
    SHA256 b4c198460eba6f28d34894e3a5710998818515104d6e74e5cc331ce31e46e626)
endfunction()

function(weft_find_json)
  weft_find_headers(
    NAME json TARGET nlohmann_json::nlohmann_json PACKAGE nlohmann_json
    URL https://github.com/nlohmann/json/releases/download/v3.11.3/json.tar.xz
    SHA256 d6c65aca6b1ed68e7a182f4757257b107ae403032760ed6ef121c9d55e81757d INCLUDE include)
endfunction()

function(weft_find_doctest)
  weft_find_headers(
    NAME doctest TARGET doctest::doctest PACKAGE doctest
    URL https://github.com/doctest/doctest/archive/v2.4.9.tar.gz
    SHA256 19b2df757f2f3703a5e63cee553d85596875f06d91a3333acd80a969ef210856)
endfunction()

function(weft_find_cli11)
  weft_find_headers(
    NAME cli11 TARGET CLI11::CLI11 PACKAGE CLI11 URL https://github.com/CLIUtils/CLI11/archive/v2.6.2.tar.gz
    SHA256 c6ea6b2e5608b3ea8617999bd5f47420c71b2ebdb8dc4767c1034d1da5785711 INCLUDE include)
endfunction()

function(weft_find_openssl)
  find_package(OpenSSL QUIET COMPONENTS Crypto)
  if(NOT TARGET OpenSSL::Crypto)
    message(FATAL_ERROR "examples/imdb needs OpenSSL, for MD5 and SHA-256. Install libssl-dev (Debian, Ubuntu) or "
                        "openssl-devel (Fedora), or configure with -DWEFT_BUILD_EXAMPLES=OFF")
  endif()
endfunction()

function(weft_find_benchmark)
  find_package(benchmark CONFIG QUIET)
  if(TARGET benchmark::benchmark)
    return()
  endif()
  message(STATUS "weft: Google Benchmark is not installed; fetching it")
  include(FetchContent)
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
