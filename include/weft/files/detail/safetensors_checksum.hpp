// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>

#include <weft/files/detail/crc32.hpp>
#include <weft/files/safetensors_file.hpp>

/// Safetensors files that know when a bit of them was lost: their metadata have a "crc32", the checksum of the whole
/// file, header and data, with its own eight digits taken as 00000000. Other readers see a text among others.
namespace weft::detail {

inline constexpr std::string_view crc32_key = "crc32", crc32_blank = "00000000";

/// The strings of a JSON text one after another, as they are written there.
class JsonStrings {
 public:
  explicit JsonStrings(std::string_view text) : text_(text) {}

  Index depth = 0;         ///< how many objects and arrays the string stands in
  std::size_t begin = 0;   ///< of what is between its quotes
  std::string_view value;  ///< that

  bool next() {
    for (; at_ < text_.size() && text_[at_] != '"'; ++at_) {
      const char c = text_[at_];
      depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
    }
    if (at_ == text_.size()) return false;
    begin = ++at_;
    while (at_ < text_.size() && text_[at_] != '"') at_ += text_[at_] == '\\' ? 2U : 1U;
    at_ = (std::min)(at_, text_.size());
    value = text_.substr(begin, at_ - begin);
    at_ += at_ < text_.size() ? 1U : 0U;
    return true;
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

/// Where the checksum's digits stand in a header's text; npos where there are none. They are the value after the key in
/// the metadata; the same words may stand in any other text there, or in a name.
inline std::size_t find_crc32(std::string_view text) {
  bool in_metadata = false, is_key = false;
  for (JsonStrings string(text); string.next();) {
    if (string.depth == 1) in_metadata = string.value == SafetensorsHeader::metadata_key;
    if (string.depth != 2 || !in_metadata) continue;
    is_key = !is_key;
    if (!is_key || string.value != crc32_key) continue;
    return string.next() && string.value.size() == crc32_blank.size() ? string.begin : text.npos;
  }
  return text.npos;
}

/// Writes tensors to a file as write_tensors does, with a checksum. Throws std::invalid_argument also when the metadata
/// have a "crc32" already.
inline void write_tensors_with_checksum(const std::filesystem::path& path, std::span<const NamedTensor> tensors,
                                        Metadata metadata) {
  const bool added = metadata.emplace(crc32_key, crc32_blank).second;
  throw_unless(added, "safetensors: the metadata have a ", crc32_key, " already; it is the checksum's key");
  std::string header = safetensors_header(tensors, metadata);
  Crc32 crc;
  crc.add(to_file_word(header.size()));
  crc.add(std::as_bytes(std::span(header)));
  for (const NamedTensor& tensor : tensors)
    in_file_order(tensor.bytes, dtype_size(tensor.dtype), [&](auto bytes) { crc.add(bytes); });
  header.replace(find_crc32(header), crc32_blank.size(), crc.text());
  write_safetensors(path, header, tensors);
}

/// Throws FileError unless the file has a checksum, and it is that of its bytes.
inline void check_checksum(TensorFile& file) {
  constexpr std::uint64_t block = 1 << 20;
  const auto stored = file.metadata().find(std::string(crc32_key));
  std::vector<std::byte> head = file.read(0, file.data_begin());
  const std::string_view text(reinterpret_cast<const char*>(head.data()), head.size());
  constexpr std::size_t before = sizeof(std::uint64_t);  // the header's length, whose bytes may look like JSON
  const std::size_t digits = find_crc32(text.substr(before));
  if (stored == file.metadata().end() || digits == text.npos)
    throw FileError(file.path(), concat("there is no ", crc32_key, " in its metadata; expected a checksum"));
  std::fill_n(head.begin() + static_cast<std::ptrdiff_t>(before + digits), crc32_blank.size(), std::byte{'0'});
  Crc32 crc;
  crc.add(head);
  for (std::uint64_t at = file.data_begin(); at < file.size(); at += block)
    crc.add(file.read(at, (std::min)(at + block, file.size())));
  if (crc.text() != stored->second)
    throw FileError(file.path(), concat("is damaged: its checksum is ", crc.text(), "; expected ",
                                        excerpt(stored->second), " as it was written"));
}

}  // namespace weft::detail
