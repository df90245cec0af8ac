// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "text/temporary_folder.hpp"

namespace imdb::testing {

using ::TemporaryFolder;

/// Writes a file and the folders around it.
inline void write_file(const std::filesystem::path& file, const std::string& text) {
  std::filesystem::create_directories(file.parent_path());
  std::ofstream{file, std::ios::binary} << text;
}

/// Three train and three test reviews in aclImdb's layout. In the official data set these are the first three of each
/// part.
inline void write_acl_imdb(const std::filesystem::path& root) {
  write_file(root / "train/neg/184_2.txt", "third: dull");
  write_file(root / "train/neg/674_3.txt", " \n second: duller\t");
  write_file(root / "train/neg/609_1.txt", "first: dullest");
  write_file(root / "train/unsup/1_0.txt", "nobody knows");
  write_file(root / "train/pos/.keep", "");
  std::filesystem::remove(root / "train/pos/.keep");
  write_file(root / "test/pos/4792_9.txt", "second: bright");
  write_file(root / "test/pos/9549_10.txt", "first: brightest");
  write_file(root / "test/neg/10579_1.txt", "third: dim");
}

inline std::vector<std::string> names_in(const std::filesystem::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator{folder}) names.push_back(entry.path().filename());
  return names;
}

}  // namespace imdb::testing
