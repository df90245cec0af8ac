// SPDX-License-Identifier: MIT
#include <weft/files/detail/byte_order.hpp>

#include <string>
#include <vector>

#include <doctest/doctest.h>

using weft::detail::FileWord;

namespace {

/// What stands in a file for these bytes of a machine's memory, and how many pieces it came in.
template <std::endian machine> std::string file_of(const std::string& memory, std::size_t size, int& pieces) {
  std::string file;
  weft::detail::in_file_order<machine>(std::as_bytes(std::span(memory)), size, [&](auto bytes) {
    ++pieces;
    for (const std::byte byte : bytes) file += static_cast<char>(byte);
  });
  return file;
}
template <std::endian machine> std::string file_of(const std::string& memory, std::size_t size) {
  int pieces = 0;
  return file_of<machine>(memory, size, pieces);
}

}  // namespace

TEST_CASE("a little-endian machine's memory is written as it is, in one piece") {
  int pieces = 0;
  const std::string memory(8 * 10'000, 'x');
  CHECK(file_of<std::endian::little>(memory, 8, pieces) == memory);
  CHECK(pieces == 1);
}

TEST_CASE("a big-endian machine's numbers are turned round, each on its own") {
  CHECK(file_of<std::endian::big>("abcdefgh", 2) == "badcfehg");
  CHECK(file_of<std::endian::big>("abcdefgh", 4) == "dcbahgfe");
  CHECK(file_of<std::endian::big>("abcdefgh", 8) == "hgfedcba");
  CHECK(file_of<std::endian::big>("", 8).empty());
}

TEST_CASE("many numbers of a big-endian machine are turned round too, and reading turns them back") {
  for (const std::size_t size : {2U, 4U, 8U}) {
    std::string memory;
    for (std::size_t k = 0; k < 30'000 * size; ++k) memory += static_cast<char>(k * k >> 3 & 255U);
    std::string file = file_of<std::endian::big>(memory, size);
    CHECK(file.size() == memory.size());
    CHECK(file != memory);
    weft::detail::from_file_order<std::endian::big>(std::as_writable_bytes(std::span(file)), size);
    CHECK(file == memory);
  }
}

TEST_CASE("what is read on a little-endian machine stays as it is") {
  std::string file = "abcdefgh";
  weft::detail::from_file_order<std::endian::little>(std::as_writable_bytes(std::span(file)), 4);
  CHECK(file == "abcdefgh");
}

TEST_CASE("a whole number stands in a file with its least byte first, and comes back") {
  CHECK(weft::detail::to_file_word(0x0807060504030201U) == FileWord{std::byte{1}, std::byte{2}, std::byte{3},
                                                                    std::byte{4}, std::byte{5}, std::byte{6},
                                                                    std::byte{7}, std::byte{8}});
  for (const std::uint64_t number : {std::uint64_t{0}, std::uint64_t{255}, std::uint64_t{1} << 63, ~std::uint64_t{0}})
    CHECK(weft::detail::from_file_word(weft::detail::to_file_word(number)) == number);
}
