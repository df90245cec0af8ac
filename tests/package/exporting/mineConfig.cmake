include(CMakeFindDependencyMacro)
find_dependency(weft COMPONENTS io)
include(${CMAKE_CURRENT_LIST_DIR}/mineTargets.cmake)
