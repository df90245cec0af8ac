// SPDX-License-Identifier: MIT
#pragma once

#include <weft/io/crc32.hpp>
#include <weft/io/safetensors_file.hpp>

/// Safetensors files that know when a bit of them was lost: their metadata have a "crc32", the checksum of the whole
/// file, header and data, with its own eight digits taken as 00000000. Other readers see a text among others.
namespace weft {

namespace internal {

inline constexpr std::string_view crc32_key = "crc32", crc32_blank = "00000000";

/// Where the checksum's digits stand in a header's text; npos where there are none. Within a text or a name the quotes
/// would come after a backslash, so that this is found nowhere else.
inline std::size_t find_crc32(std::string_view text) {
  constexpr std::string_view before = "\"crc32\":\"";
  const std::size_t found = text.find(before);
  const bool whole = found != text.npos && text.size() - found >= before.size() + crc32_blank.size();
  return whole ? found + before.size() : text.npos;
}

}  // namespace internal

/// Writes tensors to a file as write_tensors does, with a checksum. Throws std::invalid_argument also when the metadata
/// have a "crc32" already.
inline void write_tensors_with_checksum(const std::filesystem::path& path, std::span<const NamedTensor> tensors,
                                        Metadata metadata) {
  const bool added = metadata.emplace(internal::crc32_key, internal::crc32_blank).second;
  throw_unless(added, "safetensors: the metadata have a ", internal::crc32_key, " already; it is the checksum's key");
  std::string header = safetensors_header(tensors, metadata);
  const std::uint64_t length = header.size();
  Crc32 crc;
  crc.add(std::as_bytes(std::span(&length, 1)));
  crc.add(std::as_bytes(std::span(header)));
  for (const NamedTensor& tensor : tensors) crc.add(tensor.bytes);
  header.replace(internal::find_crc32(header), internal::crc32_blank.size(), crc.text());
  write_safetensors(path, header, tensors);
}

/// Throws FileError unless the file has a checksum, and it is that of its bytes.
inline void check_checksum(TensorFile& file) {
  constexpr std::uint64_t block = 1 << 20;
  const auto stored = file.metadata().find(std::string(internal::crc32_key));
  std::vector<std::byte> head = file.read(0, file.data_begin());
  const std::string_view text(reinterpret_cast<const char*>(head.data()), head.size());
  const std::size_t digits = internal::find_crc32(text);
  if (stored == file.metadata().end() || digits == text.npos)
    throw FileError(file.path(), concat("there is no ", internal::crc32_key, " in its metadata; expected a checksum"));
  std::fill_n(head.begin() + static_cast<std::ptrdiff_t>(digits), internal::crc32_blank.size(), std::byte{'0'});
  Crc32 crc;
  crc.add(head);
  for (std::uint64_t at = file.data_begin(); at < file.size(); at += block)
    crc.add(file.read(at, (std::min)(at + block, file.size())));
  if (crc.text() != stored->second)
    throw FileError(file.path(), concat("is damaged: its checksum is ", crc.text(), "; expected ",
                                        excerpt(stored->second), " as it was written"));
}

}  // namespace weft
