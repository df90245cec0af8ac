// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <ostream>
#include <string>
#include <system_error>
#include <utility>

#include <weft/core/error.hpp>

#include "acl_imdb.hpp"
#include "archive.hpp"
#include "download.hpp"
#include "generator.hpp"
#include "process.hpp"
#include "reviews.hpp"

namespace imdb {

/// Which reviews are wanted, and where they may be.
struct Wanted {
  std::optional<std::filesystem::path> data;  ///< a folder that holds aclImdb, or an archive of it
  std::filesystem::path directory = "data";   ///< where downloads and unpacked archives are kept
  Limits limits = {};
  std::uint64_t seed = 42;  ///< for the generator
  Remote remote = {};       ///< where the archive is downloaded from
  Patience patience = {};
};

namespace detail {

inline Reviews read_from(const fs::path& folder, const Limits& limits, Origin origin, std::string source) {
  auto reviews = read_acl_imdb(folder, limits);
  reviews.origin = origin;
  reviews.source = std::move(source) + ", unpacked in " + folder.string();
  return reviews;
}

inline Reviews read_archive(const fs::path& archive, const Wanted& wanted, std::ostream& log) {
  const auto folder = unpack(archive, wanted.directory, log);
  return read_from(folder, wanted.limits, Origin::archive, "the archive " + archive.string());
}

inline Reviews generate(const Limits& limits, std::uint64_t seed, const std::string& reason) {
  constexpr std::size_t official_count = 25'000;
  auto reviews = generate_reviews(std::min(limits.train, official_count), std::min(limits.test, official_count), seed);
  reviews.source += ", because " + reason;
  return reviews;
}

/// The archive is kept beside its unpacked folder: downloading it is what takes long.
inline std::optional<std::string> have_archive(const fs::path& archive, const Wanted& wanted, std::ostream& log) {
  if (fs::exists(archive) && sha256_of_file(archive) == wanted.remote.sha256) return std::nullopt;
  log << "Downloading " << wanted.remote.url << " to " << archive.string() << std::endl;
  return download(wanted.remote, archive, wanted.patience);
}

inline Reviews read_downloaded(const Wanted& wanted, std::ostream& log) {
  const auto archive = wanted.directory / "aclImdb_v1.tar.gz";
  if (const auto problem = have_archive(archive, wanted, log))
    return generate(wanted.limits, wanted.seed, "the download failed: " + *problem);
  const auto folder = unpack(archive, wanted.directory, log);
  return read_from(folder, wanted.limits, Origin::download, wanted.remote.url);
}

inline Reviews find_reviews(const Wanted& wanted, std::ostream& log) {
  const auto by_hand = wanted.directory / "aclImdb";
  if (holds_splits(by_hand)) return read_acl_imdb(by_hand, wanted.limits);
  const auto folder = unpacked_folder(wanted.directory, wanted.remote.sha256);
  if (fs::exists(folder)) return read_from(folder, wanted.limits, Origin::download, wanted.remote.url);
  return read_downloaded(wanted, log);
}

}  // namespace detail

/// The reviews from the first of these that there is; Reviews::origin and Reviews::source say which it was.
///
///   1. the folder or the archive `wanted.data`, if one is given;
///   2. `aclImdb` under `wanted.directory`, or what an earlier run downloaded and unpacked there;
///   3. the archive downloaded from `wanted.remote`;
///   4. where that cannot be reached: the bundled generator (these are not IMDB's reviews).
///
/// Writes a line to `log` before anything that takes long. Throws weft::FileError for whatever is there but wrong.
inline Reviews load_reviews(const Wanted& wanted, std::ostream& log) try {
  const auto& data = wanted.data;
  if (data && !std::filesystem::exists(*data)) throw weft::FileError(*data, "there is no such folder or archive");
  if (data && std::filesystem::is_directory(*data)) return read_acl_imdb(*data, wanted.limits);
  std::filesystem::create_directories(wanted.directory);
  const auto lock = lock_folder(wanted.directory);
  return data ? detail::read_archive(*data, wanted, log) : detail::find_reviews(wanted, log);
} catch (const std::filesystem::filesystem_error& error) {
  throw weft::FileError(error.path1(), error.code().message());
}

}  // namespace imdb
