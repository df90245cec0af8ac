// SPDX-License-Identifier: MIT
#include <weft/files/detail/crc32.hpp>

#include <string_view>

#include <doctest/doctest.h>

namespace {

std::string crc32(std::string_view text) {
  weft::detail::Crc32 crc;
  crc.add(std::as_bytes(std::span(text.data(), text.size())));
  return crc.text();
}

}  // namespace

TEST_CASE("Crc32 gives the check value of the catalogues, and what zlib gives") {
  CHECK(crc32("123456789") == "cbf43926");
  CHECK(crc32("") == "00000000");
  CHECK(crc32("a") == "e8b7be43");                                            // zlib.crc32(b"a")
  CHECK(crc32("The quick brown fox jumps over the lazy dog") == "414fa339");  // zlib.crc32 of the same
}

TEST_CASE("Crc32 does not depend on how the bytes are cut") {
  const std::string_view text = "123456789";
  for (std::size_t cut = 0; cut <= text.size(); ++cut) {
    weft::detail::Crc32 crc;
    crc.add(std::as_bytes(std::span(text.substr(0, cut))));
    crc.add(std::as_bytes(std::span(text.substr(cut))));
    CHECK(crc.value() == 0xCBF43926U);
  }
}
