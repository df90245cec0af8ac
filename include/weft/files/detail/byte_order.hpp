// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>

/// Files are little-endian on every machine. Where the machine is too, its memory is written as it is.
namespace weft::detail {

/// Turns each number round, the last byte first. `size` is how many bytes a number takes.
inline void reverse_each(std::span<std::byte> numbers, std::size_t size) {
  for (std::size_t at = 0; at + size <= numbers.size(); at += size) {
    const auto number = numbers.subspan(at, size);
    std::reverse(number.begin(), number.end());
  }
}

/// Calls visit(bytes) with the bytes that stand for these numbers in a file, piece by piece and in their order.
template <std::endian machine = std::endian::native, class Visit>
void in_file_order(std::span<const std::byte> numbers, std::size_t size, const Visit& visit) {
  if constexpr (machine == std::endian::little) {
    visit(numbers);
  } else {
    std::array<std::byte, 4096> piece;
    const std::size_t step = piece.size() / size * size;
    for (std::size_t at = 0; at < numbers.size(); at += step) {
      const auto some = numbers.subspan(at, (std::min)(step, numbers.size() - at));
      std::copy(some.begin(), some.end(), piece.begin());
      const auto turned = std::span(piece).first(some.size());
      reverse_each(turned, size);
      visit(std::span<const std::byte>(turned));
    }
  }
}

/// Makes numbers of what a file has for them, in place.
template <std::endian machine = std::endian::native>
void from_file_order(std::span<std::byte> bytes, std::size_t size) {
  if constexpr (machine != std::endian::little) reverse_each(bytes, size);
}

/// A whole number of 64 bits as a file has it.
using FileWord = std::array<std::byte, 8>;

constexpr FileWord to_file_word(std::uint64_t number) {
  FileWord word{};
  for (std::size_t k = 0; k < word.size(); ++k) word[k] = static_cast<std::byte>(number >> 8 * k & 255U);
  return word;
}
constexpr std::uint64_t from_file_word(const FileWord& word) {
  std::uint64_t number = 0;
  for (std::size_t k = 0; k < word.size(); ++k) number |= std::to_integer<std::uint64_t>(word[k]) << 8 * k;
  return number;
}

}  // namespace weft::detail
