// SPDX-License-Identifier: MIT
#pragma once

#include <weft/files/detail/safetensors_parser.hpp>
#include <weft/files/safetensors_text.hpp>

/// Done once a file, these are compiled for size (gnu::cold), which takes a compiler a fraction of the time.
namespace weft {

template <class>
[[gnu::cold]] std::string safetensors_header(std::span<const NamedTensor> tensors, const Metadata& metadata) {
  using nlohmann::json;
  std::unordered_set<std::string_view> names{SafetensorsHeader::metadata_key};
  std::uint64_t begin = 0;
  std::string text;
  try {
    text = "{" + json(SafetensorsHeader::metadata_key).dump() + ":" + json(metadata).dump();
    for (const NamedTensor& tensor : tensors) {
      throw_unless(names.insert(tensor.name).second, "safetensors: there are two tensors with the name ", tensor.name);
      throw_unless(byte_count(tensor.dtype, tensor.shape) == tensor.bytes.size(), "safetensors: ", tensor.name, " is ",
                   dtype_name(tensor.dtype), ' ', shape_text(tensor.shape), " but has ", tensor.bytes.size(), " bytes");
      const std::uint64_t end = begin + tensor.bytes.size();
      const json entry{{"dtype", dtype_name(tensor.dtype)}, {"shape", tensor.shape}, {"data_offsets", {begin, end}}};
      text += "," + json(tensor.name).dump() + ":" + entry.dump();
      begin = end;
    }
  } catch (const json::type_error& error) {
    throw std::invalid_argument(concat("safetensors: a name or a text is not UTF-8: ", error.what()));
  }
  text += "}";
  text.append((8 - text.size() % 8) % 8, ' ');
  throw_unless(text.size() <= SafetensorsHeader::max_bytes, "safetensors: the header takes ", text.size(),
               " bytes; the format allows ", SafetensorsHeader::max_bytes);
  return text;
}

template <class>
[[gnu::cold]] SafetensorsHeader parse_safetensors_header(const std::filesystem::path& path, std::string_view text) {
  return detail::SafetensorsParser(path, text).header();
}

}  // namespace weft
