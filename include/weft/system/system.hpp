// SPDX-License-Identifier: MIT
#pragma once

#include <cerrno>
#include <cstdio>
#include <filesystem>

// The system decides, not which headers there are: compilers for Windows may bring a unistd.h that has little in it.
#if defined(_WIN32)
#include <fcntl.h>
#include <io.h>
#include <sys/stat.h>
#elif defined(__unix__) || defined(__APPLE__)
#include <unistd.h>
#endif

/// What each system names in its own way.
namespace weft::detail {

/// Opens a file that is not there yet, to be written to; null, with the reason in errno, where that cannot be.
inline std::FILE* open_new_file(const std::filesystem::path& path) {
#if defined(_WIN32)
  // Not fopen with an x: the older of the C libraries there does not know it.
  const int file = _wopen(path.c_str(), _O_CREAT | _O_EXCL | _O_WRONLY | _O_BINARY, _S_IREAD | _S_IWRITE);
  return file < 0 ? nullptr : _fdopen(file, "wb");
#else
  return std::fopen(path.c_str(), "wbx");
#endif
}

/// Waits until what was written, and flushed, is on the disk. False, with the reason in errno, where it cannot get
/// there.
inline bool bring_to_disk(std::FILE* file) {
#if defined(_WIN32)
  return _commit(_fileno(file)) == 0;
#elif defined(__unix__) || defined(__APPLE__)
  return fsync(fileno(file)) == 0 || errno == EINVAL;  // EINVAL: this file system cannot wait
#else
  return file != nullptr;
#endif
}

/// Whether somebody sees what is written there as it comes.
inline bool is_terminal(std::FILE* file) {
#if defined(_WIN32)
  return _isatty(_fileno(file)) != 0;
#elif defined(__unix__) || defined(__APPLE__)
  return isatty(fileno(file)) == 1;
#else
  return file == nullptr;  // false
#endif
}

}  // namespace weft::detail
