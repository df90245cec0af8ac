// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>

#include <weft/core/error.hpp>

/// What is wrong with a file according to the FileError that a call throws, without the path, which must come first.
/// Empty when it throws nothing.
template <class Call> std::string file_problem(const std::filesystem::path& path, const Call& call) {
  try {
    call();
  } catch (const weft::FileError& error) {
    const std::string message = error.what(), begin = path.string() + ": ";
    return message.starts_with(begin) && error.path() == path ? message.substr(begin.size())
                                                              : "not of the path: " + message;
  }
  return "";
}
