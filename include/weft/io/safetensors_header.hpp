// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <filesystem>
#include <tuple>
#include <unordered_set>

#include <nlohmann/json.hpp>
#include <weft/io/named_tensor.hpp>

namespace weft {

/// A tensor in a file: its bytes are those from `begin` to before `end`, counted from the end of the header.
struct StoredTensor {
  std::string name;
  std::optional<DType> dtype;  ///< none where weft does not read such numbers
  std::string dtype_text;      ///< as the file names it: "F32", but also "I64"
  std::vector<Index> shape;
  std::uint64_t begin = 0, end = 0;
};

/// The JSON at the beginning of a safetensors file:
///
///   {"__metadata__": {"key": "text", ...}, "name": {"dtype": "F32", "shape": [3, 4], "data_offsets": [0, 48]}, ...}
///
/// The format: https://github.com/huggingface/safetensors
struct SafetensorsHeader {
  Metadata metadata;
  std::vector<StoredTensor> tensors;

  static constexpr const char* metadata_key = "__metadata__";
  static constexpr std::size_t max_bytes = 100'000'000;
};

/// The header for tensors that follow it one after another, with spaces at its end so that they begin at a multiple of
/// 8 bytes. Throws std::invalid_argument when two have the same name, a tensor's bytes do not fit its shape, a text is
/// not UTF-8, or the whole is longer than the format allows.
///
/// Done once a file, it is compiled for size (gnu::cold), which takes a compiler a fraction of the time.
[[gnu::cold]] inline std::string safetensors_header(std::span<const NamedTensor> tensors, const Metadata& metadata) {
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

/// Brings the tensors into the order in which they stand in the file. Throws FileError unless they follow one another
/// without a gap and fill the data.
[[gnu::cold]] inline void order_tensors(const std::filesystem::path& path, SafetensorsHeader& header,
                                        std::uint64_t data_bytes) {
  const auto place = [](const StoredTensor& tensor) { return std::tie(tensor.begin, tensor.end, tensor.name); };
  std::sort(header.tensors.begin(), header.tensors.end(),
            [&](const auto& a, const auto& b) { return place(a) < place(b); });
  std::uint64_t end = 0;
  for (const StoredTensor& tensor : header.tensors) {
    const std::string where = concat("tensor '", excerpt(tensor.name), "': its bytes ");
    if (tensor.end > data_bytes)
      throw FileError(path, concat(where, "end at ", tensor.end, "; the file has ", data_bytes, " bytes of data"));
    if (tensor.begin != end)
      throw FileError(path, concat(where, "begin at ", tensor.begin, "; expected ", end, ": ",
                                   tensor.begin < end ? "it overlaps another" : "there is a gap before it"));
    end = tensor.end;
  }
  if (end != data_bytes)
    throw FileError(path, concat("the tensors end at ", end, "; the file has ", data_bytes, " bytes of data"));
}

}  // namespace weft
