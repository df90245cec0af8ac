# SPDX-License-Identifier: MIT
# The package: what find_package(weft) finds where weft was installed, and also where it was built.
if(NOT WEFT_INSTALL)
  if(NOT PROJECT_IS_TOP_LEVEL)
    message(STATUS "weft: WEFT_INSTALL is OFF, so a library that links weft can be exported only along with the targets "
                   "weft and weft_io. To leave just weft's files out of what is installed, set it ON, and give "
                   "add_subdirectory() EXCLUDE_FROM_ALL")
  endif()
  return()
endif()
include(CMakePackageConfigHelpers)

# A project that weft is a part of chooses where things go, if it has: by GNUInstallDirs' variables, which are its to make.
if(PROJECT_IS_TOP_LEVEL)
  include(GNUInstallDirs)
endif()
set(WEFT_DATA_DIR share)
if(CMAKE_INSTALL_DATADIR)
  set(WEFT_DATA_DIR ${CMAKE_INSTALL_DATADIR})
endif()
set(WEFT_CONFIG_DIR ${WEFT_DATA_DIR}/cmake/weft)

configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/weftConfig.cmake.in ${PROJECT_BINARY_DIR}/weftConfig.cmake
                              INSTALL_DESTINATION ${WEFT_CONFIG_DIR})
set(architecture ARCH_INDEPENDENT)
if(WEFT_COMPILED)
  set(architecture "")
endif()
write_basic_package_version_file(${PROJECT_BINARY_DIR}/weftConfigVersion.cmake COMPATIBILITY SameMinorVersion
                                 ${architecture})
export(TARGETS weft NAMESPACE weft:: FILE ${PROJECT_BINARY_DIR}/weftTargets.cmake)
if(WEFT_IO)
  export(TARGETS weft_io NAMESPACE weft:: FILE ${PROJECT_BINARY_DIR}/weftIoTargets.cmake)
endif()
if(WEFT_COMPILED)
  export(TARGETS weft_compiled NAMESPACE weft:: FILE ${PROJECT_BINARY_DIR}/weftCompiledTargets.cmake)
endif()

install(TARGETS weft EXPORT weftTargets FILE_SET HEADERS COMPONENT weft)
install(EXPORT weftTargets NAMESPACE weft:: DESTINATION ${WEFT_CONFIG_DIR} COMPONENT weft)
if(WEFT_IO)
  install(TARGETS weft_io EXPORT weftIoTargets FILE_SET HEADERS COMPONENT weft)
  install(EXPORT weftIoTargets NAMESPACE weft:: DESTINATION ${WEFT_CONFIG_DIR} COMPONENT weft)
endif()
if(WEFT_COMPILED)
  install(TARGETS weft_compiled EXPORT weftCompiledTargets COMPONENT weft)
  install(EXPORT weftCompiledTargets NAMESPACE weft:: DESTINATION ${WEFT_CONFIG_DIR} COMPONENT weft)
endif()
install(FILES ${PROJECT_BINARY_DIR}/weftConfig.cmake ${PROJECT_BINARY_DIR}/weftConfigVersion.cmake
        DESTINATION ${WEFT_CONFIG_DIR} COMPONENT weft)
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION ${WEFT_DATA_DIR}/doc/weft COMPONENT weft)
