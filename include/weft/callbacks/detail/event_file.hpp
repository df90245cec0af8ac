// SPDX-License-Identifier: MIT
#pragma once

#include <cerrno>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <system_error>
#include <utility>

#include <weft/callbacks/detail/tensorboard_event.hpp>
#include <weft/core/error.hpp>
#include <weft/core/text.hpp>

namespace weft::detail {

/// An event file of one run of TensorBoard's, which is a folder. It is closed from one record to the next, so that this
/// is a plain value, and all that was written can be read.
///
/// What it remembers is the file's name, which is when it was begun, and its size: a training that is resumed cuts off
/// what was written after its checkpoint, and writes it again, so that no step is there twice.
class EventFile {
 public:
  explicit EventFile(std::filesystem::path folder) : folder_(std::move(folder)) {}

  /// Goes on with the file that is remembered, or begins one of another name, where there is none or it is shorter than
  /// it was. The file appears with its first record.
  void open() {
    if (begun_ > 0 && cut()) return;
    size_ = 0;
    begun_ = std::floor(wall_time() * 1e6);
    std::error_code unknown;  // which write says
    while (std::filesystem::exists(path(), unknown)) ++begun_;
  }

  /// Throws FileError where that cannot be.
  void write(const std::string& record) {
    std::error_code error;
    std::filesystem::create_directories(folder_, error);
    if (error) throw FileError(folder_, concat("cannot be made: ", error.message()));
    append(size_ > 0 ? record : file_version_record(wall_time()) + record);
  }

  /// TensorBoard wants "tfevents" in it, and reads the files of a folder by their names.
  [[nodiscard]] std::filesystem::path path() const {
    const auto microseconds = static_cast<std::uint64_t>(begun_);
    const std::string fraction = std::to_string(1000000 + microseconds % 1000000).substr(1);
    return folder_ / concat("events.out.tfevents.", microseconds / 1000000, ".weft.", fraction, ".v2");
  }

  static void for_each_state(auto&& visit, auto&... each) {
    visit(each.begun_...);
    visit(each.size_...);
  }

 private:
  /// Whether the file has what it had.
  [[nodiscard]] bool cut() const {
    std::error_code error;
    const auto size = static_cast<std::uintmax_t>(size_), there = std::filesystem::file_size(path(), error);
    if (error || there < size) return size == 0;
    if (there > size) std::filesystem::resize_file(path(), size, error);
    if (error) throw FileError(path(), concat("cannot be written: ", error.message()));
    return true;
  }

  void append(const std::string& bytes) {
    errno = 0;
    auto file = in_classic_locale<std::ofstream>(path(), std::ios::binary | std::ios::app);
    file.write(bytes.data(), std::ssize(bytes)).flush();
    if (!file) throw FileError(path(), concat("cannot be written: ", std::generic_category().message(errno)));
    size_ += static_cast<double>(bytes.size());
  }

  std::filesystem::path folder_;
  double begun_ = 0;  ///< in microseconds since 1970; 0: not yet
  double size_ = 0;
};

}  // namespace weft::detail
