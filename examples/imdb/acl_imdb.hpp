// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include <weft/core/error.hpp>

#include "digest.hpp"
#include "reviews.hpp"

namespace imdb {

namespace detail {

namespace fs = std::filesystem;

/// A review's file and its place among the others.
struct Entry {
  Md5 order;
  fs::path file;
  int label;
};

inline std::string_view digits(std::string_view text) {
  return text.substr(0, std::min(text.find_first_not_of("0123456789"), text.size()));
}

/// Whether a file is named <id>_<rating>.txt.
inline bool fits(std::string_view name) {
  const auto id = digits(name);
  if (id.empty() || !name.substr(id.size()).starts_with('_')) return false;
  const auto rating = digits(name.substr(id.size() + 1));
  return !rating.empty() && name.substr(id.size() + 1 + rating.size()) == ".txt";
}

inline std::vector<fs::path> files_in(const fs::path& folder) try {
  return {fs::directory_iterator{folder}, fs::directory_iterator{}};
} catch (const fs::filesystem_error& error) {
  throw weft::FileError(folder, weft::concat("cannot be listed: ", error.code().message()));
}

/// TensorFlow Datasets orders by the MD5 sum of the split's name and the path in the archive, whatever the folder is
/// called here.
inline Entry make_entry(const fs::path& file, const std::string& split, const std::string& feeling) {
  const auto name = file.filename().string();
  if (!fits(name)) throw weft::FileError(file, "expected a file named <id>_<rating>.txt, such as 609_1.txt");
  return {md5(split + "aclImdb/" + split + "/" + feeling + "/" + name), file, feeling == "pos" ? 1 : 0};
}

inline std::vector<Entry> entries_of(const fs::path& root, const std::string& split) {
  std::vector<Entry> entries;
  for (const std::string feeling : {"neg", "pos"})
    for (const auto& file : files_in(root / split / feeling)) entries.push_back(make_entry(file, split, feeling));
  std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.order < b.order; });
  return entries;
}

inline std::string read_text(const fs::path& path) {
  std::error_code error;
  const auto size = fs::file_size(path, error);
  std::string text(error ? 0 : static_cast<std::size_t>(size), '\0');
  auto file = weft::in_classic_locale<std::ifstream>(path, std::ios::binary);
  if (error || !file.read(text.data(), static_cast<std::streamsize>(text.size())))
    throw weft::FileError(path, "cannot be read");
  return text;
}

inline Review read_review(const Entry& entry) { return make_review(read_text(entry.file), entry.label); }

inline std::vector<Review> read_split(const fs::path& root, const std::string& split, std::size_t limit) {
  auto entries = entries_of(root, split);
  if (entries.empty()) throw weft::FileError(root / split, "holds no reviews");
  if (limit != all_reviews && limit > entries.size())
    throw weft::FileError(root / split, weft::concat("expected at least ", limit, " reviews, found ", entries.size()));
  entries.resize(std::min(limit, entries.size()));
  std::vector<Review> reviews;
  for (const auto& entry : entries) reviews.push_back(read_review(entry));
  return reviews;
}

inline bool holds_splits(const fs::path& folder) {
  std::error_code ignored;
  return fs::is_directory(folder / "train", ignored) && fs::is_directory(folder / "test", ignored);
}

}  // namespace detail

/// The folder that holds train and test: the one given, or its aclImdb. Throws weft::FileError if neither does.
inline std::filesystem::path find_acl_imdb(const std::filesystem::path& folder) {
  std::error_code ignored;
  if (!std::filesystem::is_directory(folder, ignored)) throw weft::FileError(folder, "there is no such folder");
  for (const auto& root : {folder, folder / "aclImdb"})
    if (detail::holds_splits(root)) return root;
  throw weft::FileError(folder, "neither the folder nor its aclImdb holds the folders train and test");
}

/// Reads the Large Movie Review Dataset (Maas et al. 2011) from its folder aclImdb, or from the folder around it, as
/// TensorFlow Datasets yields `imdb_reviews`: the same order, and each text stripped of ASCII white space at both ends.
///
/// Of aclImdb/{train,test}/{pos,neg}/<id>_<rating>.txt only as many are read as `limits` asks for; train/unsup is not
/// used. Throws weft::FileError naming the folder or file if one is missing, cannot be read, is empty or is not named
/// so, and if there are fewer reviews than asked for.
inline Reviews read_acl_imdb(const std::filesystem::path& folder, const Limits& limits) {
  const auto root = find_acl_imdb(folder);
  Reviews reviews{.source = "the folder " + root.string()};
  reviews.train = detail::read_split(root, "train", limits.train);
  reviews.test = detail::read_split(root, "test", limits.test);
  return reviews;
}

}  // namespace imdb
