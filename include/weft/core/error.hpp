// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <initializer_list>
#include <ostream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <utility>

#include <weft/core/text.hpp>

// All errors are exceptions. The second line is there because a compiler goes on after the first, and stops at this
// one.
#if !defined(__cpp_exceptions)
#error "weft needs exceptions: compile without -fno-exceptions"
#include <weft/needs_exceptions>
#endif

namespace weft {

namespace detail {

/// A path in a message, whatever its characters.
inline std::string path_text(const std::filesystem::path& path) {
#if defined(_WIN32)
  const auto text = path.u8string();  // string() may throw: the system's code page has not got all characters
  return {text.begin(), text.end()};
#else
  return path.string();
#endif
}

}  // namespace detail

/// Something is wrong with a file or a folder: the message begins with its path and says what was expected there.
/// Misuse of a function is a std::invalid_argument instead.
class FileError : public std::runtime_error {
 public:
  FileError(const std::filesystem::path& path, const std::string& problem)
      : std::runtime_error(detail::path_text(path) + ": " + problem), path_(path) {}

  [[nodiscard]] const std::filesystem::path& path() const& noexcept { return path_; }
  std::filesystem::path path() && { return std::move(path_); }

 private:
  std::filesystem::path path_;
};

/// A reference to anything that a stream takes. Messages are made of these, so that a compiler has to deal with each
/// type once, and not with each message.
class MessagePart {
 public:
  template <class T>
  explicit MessagePart(const T& value)
      : value_(&value), write_([](std::ostream& to, const void* from) { to << *static_cast<const T*>(from); }) {}
  explicit MessagePart(const char* text)
      : value_(text), write_([](std::ostream& to, const void* from) { to << static_cast<const char*>(from); }) {}

  friend std::ostream& operator<<(std::ostream& to, const MessagePart& part) {
    part.write_(to, part.value_);
    return to;
  }

 private:
  const void* value_;
  void (*write_)(std::ostream&, const void*);
};

[[gnu::cold]] inline std::string concat_parts(std::initializer_list<MessagePart> parts) {
  auto text = in_classic_locale<std::ostringstream>();
  for (const MessagePart& part : parts) text << part;
  return std::move(text).str();
}

/// The parts written one after another, as a stream would: concat("expected ", 3, ", given ", 4).
template <class... Parts> std::string concat(const Parts&... parts) { return concat_parts({MessagePart(parts)...}); }

[[noreturn, gnu::cold]] inline void throw_invalid(std::initializer_list<MessagePart> message) {
  throw std::invalid_argument(concat_parts(message));
}

/// Throws std::invalid_argument with the parts as its message, unless the condition holds.
template <class... Parts> void throw_unless(bool condition, const Parts&... message) {
  if (!condition) throw_invalid({MessagePart(message)...});
}

}  // namespace weft
