// SPDX-License-Identifier: MIT
#pragma once

#include "files/thrown.hpp"

namespace weft::testing {

/// What a FileError says behind the path, or "none" when there is none.
template <class Run> std::string complaint(const std::filesystem::path& path, const Run& run) {
  const std::string problem = file_problem(path, run);
  return problem.empty() ? "none" : ": " + problem;
}

}  // namespace weft::testing
