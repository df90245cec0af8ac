// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <system_error>
#include <vector>

#include <weft/core/error.hpp>
#include <weft/files/atomic_file.hpp>

#include "digest.hpp"
#include "process.hpp"

namespace imdb {

/// A file on the network and its SHA-256 sum; unless told, the official archive of the data set (84,125,825 bytes).
struct Remote {
  std::string url = "http://ai.stanford.edu/~amaas/data/sentiment/aclImdb_v1.tar.gz";
  std::string sha256 = "c40f74a18d3b61f90feba1e17730e0d38e8b97c05fde7008942e91923d1658fe";
};

/// How long a network may be silent before it counts as absent: until it connects, and then between bytes. Together
/// they stay under ten seconds, since that is how long a user without network waits.
struct Patience {
  int connect_seconds = 4;
  int stall_seconds = 5;
};

namespace detail {

namespace fs = std::filesystem;

inline std::vector<std::string> curl(const std::string& url, const std::string& file, Patience patience) {
  return {"curl",
          "--fail",
          "--location",
          "--globoff",
          "--progress-bar",
          "--show-error",
          "--connect-timeout",
          std::to_string(patience.connect_seconds),
          "--speed-limit",
          "1000",
          "--speed-time",
          std::to_string(patience.stall_seconds),
          "--output",
          file,
          "--url",
          url};
}

/// wget spends --dns-timeout and --connect-timeout one after the other.
inline std::vector<std::string> wget(const std::string& url, const std::string& file, Patience patience) {
  const auto half = std::to_string((patience.connect_seconds + 1) / 2);
  return {"wget",
          "--no-verbose",
          "--show-progress",
          "--progress=bar:force",
          "--tries=1",
          "--dns-timeout=" + half,
          "--connect-timeout=" + half,
          "--read-timeout=" + std::to_string(patience.stall_seconds),
          "-O",
          file,
          "--",
          url};
}

/// curl's last line is its message, behind what it drew of the progress bar.
inline std::string message_of_curl(const Ended& ended) {
  const auto line = ended.errors.empty() ? std::string{} : ended.errors.back();
  const auto message = line.rfind("curl: (");
  return message == line.npos ? weft::concat("curl ended with status ", ended.status) : line.substr(message);
}

/// wget's lines say less than its exit status.
inline std::string message_of_wget(const Ended& ended) {
  if (ended.status == Ended::not_installed) return "neither curl nor wget is installed";
  return weft::concat("wget ended with status ", ended.status, " (4: no network, 8: the server refuses)");
}

/// Returns why the file could not be had, or nothing if it is there.
inline std::optional<std::string> fetch(const std::string& url, const std::string& file, Patience patience) {
  const auto by_curl = run(curl(url, file, patience), Errors::shown);
  if (by_curl.status == 0) return std::nullopt;
  if (by_curl.status != Ended::not_installed) return message_of_curl(by_curl);
  const auto by_wget = run(wget(url, file, patience), Errors::shown);
  if (by_wget.status == 0) return std::nullopt;
  return message_of_wget(by_wget);
}

/// A folder one may not write in is the user's to mend, and no sign of a missing network.
inline void expect_writable(const fs::path& file) {
  if (!weft::in_classic_locale<std::ofstream>(file, std::ios::binary)) throw weft::FileError(file, "cannot be written");
}

inline void expect_sum(const fs::path& file, const Remote& remote) {
  const auto sum = sha256_of_file(file);
  if (sum == remote.sha256) return;
  fs::remove(file);
  throw weft::FileError(file, weft::concat("what came from ", remote.url, " is not the file expected and was removed: ",
                                           "expected SHA-256 ", remote.sha256, ", found ", sum));
}

}  // namespace detail

/// Downloads to `<file>.part` through curl, or wget where there is no curl, with the program's progress bar on standard
/// error, and renames it to `file` when its SHA-256 sum is right. Returns nothing if all went well, or one line that
/// says why there is no such file to be had (no network, say), found out within the time `patience` gives. Throws
/// weft::FileError if the file cannot be written, or for a wrong sum, naming both; no part of it is left in any case.
inline std::optional<std::string> download(const Remote& remote, const std::filesystem::path& file,
                                           Patience patience = {}) {
  std::error_code error;
  const auto target = weft::linked_file(file, error);
  if (error) throw weft::FileError(file, error.message());
  const std::filesystem::path part = target.string() + ".part";
  detail::expect_writable(part);
  if (auto problem = detail::fetch(remote.url, part.string(), patience)) {
    std::filesystem::remove(part);
    return problem;
  }
  detail::expect_sum(part, remote);
  std::filesystem::rename(part, target);
  return std::nullopt;
}

}  // namespace imdb
