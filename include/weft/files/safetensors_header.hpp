// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <filesystem>
#include <tuple>

#include <weft/files/named_tensor.hpp>

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

namespace detail {

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

}  // namespace detail

}  // namespace weft
