// SPDX-License-Identifier: MIT
#include <weft/callbacks/detail/crc32c.hpp>

#include <string>

#include <doctest/doctest.h>

using weft::detail::crc32c;
using weft::detail::masked_crc32c;

TEST_CASE("crc32c gives the check value of the catalogues, and those of RFC 3720") {
  CHECK(crc32c("123456789") == 0xE3069283U);
  CHECK(crc32c("") == 0);
  std::string up, down;  // appendix B.4
  for (int k = 0; k < 32; ++k) up += static_cast<char>(k), down += static_cast<char>(31 - k);
  CHECK(crc32c(std::string(32, '\0')) == 0x8A9136AAU);
  CHECK(crc32c(std::string(32, '\xFF')) == 0x62A8AB43U);
  CHECK(crc32c(up) == 0x46DD794EU);
  CHECK(crc32c(down) == 0x113FDB5CU);
}

TEST_CASE("masked_crc32c gives what TensorBoard's does") {
  CHECK(masked_crc32c("123456789") == 0xC78AB0E5U);
  CHECK(masked_crc32c("") == 0xA282EAD8U);
}
