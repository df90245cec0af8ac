// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>

#include <weft/callbacks/callback.hpp>
#include <weft/files/atomic_file.hpp>

namespace weft {

/// Writes the history as a CSV file, anew after each epoch, so that the file is whole at any time, also after a run was
/// killed and resumed: History::csv. Throws FileError when it cannot be written.
class CSVLogger {
 public:
  explicit CSVLogger(std::filesystem::path path) : path_(std::move(path)) {
    throw_unless(!path_.empty(), "CSVLogger: the path is empty; expected that of a file");
  }

  template <class Run> void on_epoch_end(const EpochResult& /*it is in the history*/, Run& run) const {
    write_atomically(path_, run.history.csv());
  }

 private:
  std::filesystem::path path_;
};

}  // namespace weft
