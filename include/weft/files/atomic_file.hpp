// SPDX-License-Identifier: MIT
#pragma once

#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <random>
#include <span>
#include <string_view>
#include <system_error>

#include <weft/core/error.hpp>
#include <weft/system/system.hpp>

namespace weft {

/// The file that is meant by a path, as open finds it: where the path is a link, what it points to, also if that is not
/// there yet. Links without an end give an error.
inline std::filesystem::path linked_file(std::filesystem::path path, std::error_code& error) {
  constexpr int most = 40;  // Linux's own limit
  std::error_code not_there;
  for (int links = 0; std::filesystem::is_symlink(std::filesystem::symlink_status(path, not_there)); ++links) {
    if (links == most) error = std::make_error_code(std::errc::too_many_symbolic_link_levels);
    const auto target = error ? path : std::filesystem::read_symlink(path, error);
    if (error) return path;
    path = path.parent_path() / target;  // which is the target alone where that is absolute
  }
  return path;
}

/// A file that appears under its name only once it is whole. It is written beside that place, brought to the disk and
/// renamed; when anything fails before, or it is given up, nothing is left behind and a file of that name stays as it
/// was. One that is replaced hands its permissions on; where the path is a link, what it points to is replaced.
///
/// Errors: FileError with the path and the system's reason. What is not a regular file, such as a folder or a device,
/// is not replaced.
class AtomicFile {
 public:
  explicit AtomicFile(const std::filesystem::path& path) : path_(path) {
    find_target();
    partial_ = target_;
    partial_ += concat(".", std::random_device{}(), ".partial");
    errno = 0;
    file_.reset(detail::open_new_file(partial_));
    throw_unless_done(file_ != nullptr);
  }
  AtomicFile(const AtomicFile&) = delete;
  AtomicFile& operator=(const AtomicFile&) = delete;
  ~AtomicFile() {
    std::error_code ignored;
    file_.reset();
    if (!committed_) std::filesystem::remove(partial_, ignored);
  }

  void write(std::span<const std::byte> bytes) {
    if (bytes.empty()) return;  // whose address may be null
    errno = 0;
    throw_unless_done(std::fwrite(bytes.data(), 1, bytes.size(), file_.get()) == bytes.size());
  }

  /// Puts the file in its place. Nothing may be written after.
  void commit() {
    errno = 0;
    // On the disk first: a rename may be there before the bytes, and outlive a power failure alone.
    throw_unless_done(std::fflush(file_.get()) == 0 && detail::bring_to_disk(file_.get()));
    throw_unless_done(std::fclose(file_.release()) == 0);
    std::error_code error;
    if (permissions_ != std::filesystem::perms::unknown) std::filesystem::permissions(partial_, permissions_, error);
    if (!error) std::filesystem::rename(partial_, target_, error);
    if (error) fail(error.message());
    committed_ = true;
  }

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };

  void find_target() {
    std::error_code error;
    target_ = linked_file(path_, error);
    if (error) fail(error.message());
    const auto status = std::filesystem::status(target_, error);
    if (status.type() == std::filesystem::file_type::not_found) return;
    if (!std::filesystem::status_known(status)) fail(error.message());
    if (!std::filesystem::is_regular_file(status)) fail("what stands there is not a regular file");
    permissions_ = status.permissions();
  }

  void throw_unless_done(bool done) const {
    if (!done) fail(std::generic_category().message(errno));
  }
  [[noreturn]] void fail(const std::string& reason) const {
    throw FileError(path_, concat("cannot be written: ", reason));
  }

  std::filesystem::path path_, target_, partial_;
  std::filesystem::perms permissions_ = std::filesystem::perms::unknown;
  std::unique_ptr<std::FILE, Close> file_;
  bool committed_ = false;
};

/// Writes a whole file, or leaves what stands there.
inline void write_atomically(const std::filesystem::path& path, std::string_view text) {
  AtomicFile file(path);
  file.write(std::as_bytes(std::span(text)));
  file.commit();
}

/// Removes what processes that were killed while they wrote the file left beside it. Nobody may be writing it now.
/// What cannot be removed stays, without an error.
inline void remove_partial_files(const std::filesystem::path& path) {
  std::error_code ignored;
  const auto target = linked_file(std::filesystem::absolute(path, ignored), ignored);
  const std::string before = detail::path_text(target.filename()) + ".", after = ".partial";
  for (std::filesystem::directory_iterator entry(target.parent_path(), ignored), end; !ignored && entry != end;
       entry.increment(ignored)) {
    const std::string name = detail::path_text(entry->path().filename());
    const bool ours = name.starts_with(before) && name.ends_with(after) && name.size() > before.size() + after.size() &&
                      name.find_first_not_of("0123456789", before.size()) == name.size() - after.size();
    std::error_code stays;
    if (ours) std::filesystem::remove(entry->path(), stays);
  }
}

}  // namespace weft
