// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <weft/text/detail/encoded_ids.hpp>
#include <weft/text/utf8.hpp>

namespace weft {

/// Writes a text as its bytes, and back: id 0 is padding, the byte b has id b + 1. The ids are those of ByteTextEncoder
/// in tensorflow_datasets. Any text can be encoded, be it UTF-8 or not, and decode gives it back.
class ByteEncoder {
 public:
  [[nodiscard]] std::vector<int> encode(std::string_view text) const {
    std::vector<int> ids;
    ids.reserve(text.size());
    for (const char byte : text) ids.push_back(utf8::byte_at({&byte, 1}, 0) + 1);
    return ids;
  }

  /// The text of some ids; padding at the end is dropped. Throws std::invalid_argument for an id above 256 or below 0
  /// and for padding before the end.
  [[nodiscard]] std::string decode(std::span<const int> ids) const {
    std::string text;
    for (const int id : detail::without_padding(ids)) {
      detail::check_id("ByteEncoder", id, vocab_size());
      utf8::append(text, utf8::stray + static_cast<char32_t>(id - 1));
    }
    return text;
  }

  /// How many ids there are, padding included: an Embedding's input_dim.
  [[nodiscard]] int vocab_size() const { return 257; }
};

}  // namespace weft
