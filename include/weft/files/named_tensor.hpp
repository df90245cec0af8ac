// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <limits>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <weft/core/parameters.hpp>
#include <weft/files/dtype.hpp>

namespace weft {

/// Words about a file, kept in it.
using Metadata = std::map<std::string, std::string>;

/// A tensor as files know it: its numbers row after row, in this machine's byte order, in memory that belongs to
/// somebody else.
struct NamedTensor {
  std::string name;
  DType dtype = DType::f32;
  std::vector<Index> shape;
  std::span<const std::byte> bytes;
};

/// The extents as a reader writes them: "[3 x 4]".
inline std::string shape_text(const std::vector<Index>& shape) {
  std::string text = "[";
  for (const Index extent : shape) text += (text.size() == 1 ? "" : " x ") + std::to_string(extent);
  return text + "]";
}

/// At most a hundred bytes of a text that a file gave, which may be of any length.
inline std::string excerpt(std::string_view text) {
  constexpr std::size_t enough = 100;
  std::string result(text.substr(0, enough));
  if (text.size() > enough) result += "...";
  return result;
}

/// How many bytes a tensor takes whose numbers have so many bits, or nothing where that is more than memory can
/// address.
inline std::optional<std::size_t> byte_count(std::size_t bits, const std::vector<Index>& shape) {
  constexpr auto most = static_cast<std::size_t>((std::numeric_limits<Index>::max)());
  std::size_t count = 1;
  for (const Index extent : shape) {
    if (extent < 0 || (extent > 0 && count > most / static_cast<std::size_t>(extent))) return std::nullopt;
    count *= static_cast<std::size_t>(extent);
  }
  if (count / 8 > most / bits) return std::nullopt;
  return count / 8 * bits + (count % 8 * bits + 7) / 8;
}
inline std::optional<std::size_t> byte_count(DType dtype, const std::vector<Index>& shape) {
  return byte_count(8 * dtype_size(dtype), shape);
}

namespace detail {

/// Which number of a tensor the k-th is: "[2, 0]" for k = 2 in a [3 x 1] tensor.
inline std::string position_text(const std::vector<Index>& shape, std::size_t k) {
  std::string text;
  for (std::size_t axis = shape.size(); axis-- > 0;) {
    const auto extent = static_cast<std::size_t>(shape[axis]);
    text = std::to_string(k % extent) + (text.empty() ? "" : ", ") + text;
    k /= extent;
  }
  return "[" + text + "]";
}

}  // namespace detail

/// The model's parameters, in for_each_parameter's order and under its names. They hold while the model does.
/// Throws std::invalid_argument when the model is not built.
template <Layer L> std::vector<NamedTensor> named_tensors(const L& model) {
  std::vector<NamedTensor> tensors;
  for_each_parameter(
      [&](std::string_view name, ParameterOf<const L> p) {
        throw_unless(p.size() > 0, L::type_name, ": ", name, " is ", p.shape(),
                     ", so the model is not built; its sizes must be known before it is saved or loaded");
        const std::vector<Index> shape(p.shape().begin(), p.shape().end());
        tensors.push_back({std::string(name), dtype_of<typename L::Scalar>(), shape, std::as_bytes(p.numbers())});
      },
      model);
  return tensors;
}

}  // namespace weft
