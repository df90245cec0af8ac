# SPDX-License-Identifier: MIT
include(CMakePackageConfigHelpers)
include(GNUInstallDirs)
set(WEFT_CONFIG_DIR ${CMAKE_INSTALL_DATADIR}/cmake/weft)

install(TARGETS weft EXPORT weftTargets FILE_SET HEADERS)
install(EXPORT weftTargets NAMESPACE weft:: DESTINATION ${WEFT_CONFIG_DIR})
if(WEFT_IO)
  install(TARGETS weft_io EXPORT weftIoTargets FILE_SET HEADERS)
  install(EXPORT weftIoTargets NAMESPACE weft:: DESTINATION ${WEFT_CONFIG_DIR})
endif()

configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/weftConfig.cmake.in ${PROJECT_BINARY_DIR}/weftConfig.cmake
                              INSTALL_DESTINATION ${WEFT_CONFIG_DIR})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/weftConfigVersion.cmake COMPATIBILITY SameMinorVersion
                                 ARCH_INDEPENDENT)
install(FILES ${PROJECT_BINARY_DIR}/weftConfig.cmake ${PROJECT_BINARY_DIR}/weftConfigVersion.cmake
        DESTINATION ${WEFT_CONFIG_DIR})
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})
