// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <ostream>
#include <string>
#include <system_error>

#include <weft/core/error.hpp>

#include "acl_imdb.hpp"
#include "digest.hpp"
#include "process.hpp"

namespace imdb {

/// Where an archive is unpacked to: a folder of the cache named after the first digits of its SHA-256 sum, so that the
/// same archive is recognised wherever it lies, and a changed one is not mistaken for it.
inline std::filesystem::path unpacked_folder(const std::filesystem::path& cache, const std::string& sha256) {
  return cache / ("aclImdb-" + sha256.substr(0, 16));
}

namespace detail {

/// The path is made absolute because tar takes "host:file" for a file on another machine. Nobody reads unsup.
inline void untar(const fs::path& archive, const fs::path& folder) {
  const auto ended =
      run({"tar", "--exclude=*/unsup", "--no-same-owner", "-xf", fs::absolute(archive).string(), "-C", folder.string()},
          Errors::hidden);
  if (ended.status == 0) return;
  const auto problem = ended.errors.empty() ? weft::concat("exit status ", ended.status) : ended.errors.front();
  throw weft::FileError(archive, "cannot be unpacked: " + problem);
}

/// Fills a folder through `fill(partial folder)`, which becomes `folder` only when all of it is there.
template <class Fill> void make_folder(const fs::path& folder, const Fill& fill) {
  const fs::path partial = folder.string() + ".partial";
  fs::remove_all(partial);
  fs::create_directories(partial);
  try {
    fill(partial);
    fs::rename(partial, folder);
  } catch (...) {
    fs::remove_all(partial);
    throw;
  }
}

}  // namespace detail

/// Unpacks an archive of aclImdb, in any form `tar` can read, into a folder of the cache, and returns that folder. An
/// archive that was unpacked before is not unpacked again; otherwise a line to `log` says what goes on. Throws
/// weft::FileError if the archive cannot be read or unpacked or holds something else; then nothing of it is left in the
/// cache. Two processes that share a cache must take turns (lock_folder).
inline std::filesystem::path unpack(const std::filesystem::path& archive, const std::filesystem::path& cache,
                                    std::ostream& log) try {
  auto folder = unpacked_folder(cache, sha256_of_file(archive));
  if (std::filesystem::exists(folder)) return folder;
  log << "Unpacking " << archive.string() << " into " << folder.string() << std::endl;
  detail::make_folder(folder, [&](const auto& partial) {
    detail::untar(archive, partial);
    if (!detail::holds_splits(partial / "aclImdb"))
      throw weft::FileError(archive, "expected an archive of the folder aclImdb with train and test in it");
  });
  return folder;
} catch (const std::filesystem::filesystem_error& error) {
  throw weft::FileError(cache, weft::concat("cannot be filled: ", error.what()));
}

}  // namespace imdb
