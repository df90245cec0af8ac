// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>

#include <doctest/doctest.h>
#include <weft/core/error.hpp>

namespace weft::testing {

/// What a FileError says behind the path, or "none" when there is none.
template <class Run> std::string complaint(const std::filesystem::path& path, const Run& run) {
  try {
    run();
  } catch (const FileError& error) {
    CHECK(error.path() == path);
    return std::string{error.what()}.substr(path.string().size());
  }
  return "none";
}

}  // namespace weft::testing
