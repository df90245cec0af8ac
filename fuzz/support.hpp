// SPDX-License-Identifier: MIT
#pragma once

#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

/// What the targets share: libFuzzer calls LLVMFuzzerTestOneInput with bytes of its own invention, and whatever ends
/// the program there is a finding.
namespace fuzz {

/// Ends the program: a property does not hold.
inline void expect(bool holds, const char* property) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", property);
  std::abort();
}

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

/// A folder of this process's own, in memory where the system has such a place. It is left behind by a crash.
class Scratch {
 public:
  Scratch() { std::filesystem::create_directories(path_); }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  ~Scratch() { std::filesystem::remove_all(path_); }

  std::filesystem::path operator/(const std::string& name) const { return path_ / name; }
  const std::filesystem::path& path() const { return path_; }

 private:
  static std::filesystem::path place() {
    const std::filesystem::path memory = "/dev/shm";
    std::error_code ignored;
    return std::filesystem::is_directory(memory, ignored) ? memory : std::filesystem::temp_directory_path();
  }

  std::filesystem::path path_ = place() / ("weft-fuzz-" + std::to_string(getpid()));
};

inline std::filesystem::path write_file(const std::filesystem::path& path, std::string_view content) {
  std::ofstream file(path, std::ios::binary);
  file << content;
  expect(static_cast<bool>(file.flush()), "the disk takes the input");
  return path;
}

inline std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// Takes the input apart from its front; an input that has ended goes on with zeros.
class Reader {
 public:
  Reader(const std::uint8_t* data, std::size_t size) : rest_(text_of(data, size)) {}

  bool empty() const { return rest_.empty(); }
  int byte() { return static_cast<std::uint8_t>(text(1)[0]); }
  /// A number from 0 to most.
  int up_to(int most) { return byte() % (most + 1); }
  std::string text(int size) {
    const auto given = std::min(static_cast<std::size_t>(size), rest_.size());
    std::string taken(rest_.substr(0, given));
    rest_.remove_prefix(given);
    taken.resize(static_cast<std::size_t>(size), '\0');
    return taken;
  }
  std::string_view rest() const { return rest_; }

 private:
  std::string_view rest_;
};

/// Puts the seeds into the corpus, the folder among the program's arguments, if it is empty.
inline void plant(int argc, char** argv, const std::vector<std::string>& seeds) {
  for (int k = 1; k < argc; ++k) {
    const std::filesystem::path folder = argv[k];
    if (folder.string().starts_with("-") || !std::filesystem::is_directory(folder)) continue;
    if (!std::filesystem::is_empty(folder)) return;
    for (std::size_t s = 0; s < seeds.size(); ++s) write_file(folder / ("seed-" + std::to_string(s)), seeds[s]);
    return;
  }
}

}  // namespace fuzz
