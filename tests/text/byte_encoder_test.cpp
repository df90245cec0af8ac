// SPDX-License-Identifier: MIT
#include <algorithm>
#include <stdexcept>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <weft/text/byte_encoder.hpp>

namespace {

using Ids = std::vector<int>;

}  // namespace

TEST_CASE("A byte's id is one more than the byte") {
  const weft::ByteEncoder encoder;
  CHECK(encoder.vocab_size() == 257);
  CHECK(encoder.encode("a\u00E9") == Ids{0x61 + 1, 0xC3 + 1, 0xA9 + 1});
  CHECK(encoder.encode("").empty());
  CHECK(encoder.decode(Ids{0x61 + 1, 0xC3 + 1, 0xA9 + 1}) == "a\u00E9");
}

TEST_CASE("All bytes have an id and come back") {
  const weft::ByteEncoder encoder;
  std::string text;
  for (int byte = -128; byte < 128; ++byte) text.push_back(static_cast<char>(byte));
  const auto ids = encoder.encode(text);
  CHECK(*std::min_element(ids.begin(), ids.end()) == 1);
  CHECK(*std::max_element(ids.begin(), ids.end()) == 256);
  CHECK(ids[128] == 1);
  CHECK(encoder.decode(ids) == text);
}

TEST_CASE("A ByteEncoder drops padding at the end, and refuses it within the text and ids that are no byte") {
  const weft::ByteEncoder encoder;
  CHECK(encoder.decode(Ids{'a' + 1, 0, 0}) == "a");
  const std::string expected =
      "ByteEncoder: expected ids from 1 to 256 (vocab_size 257) and padding, 0, at the end only; given ";
  CHECK_THROWS_WITH_AS(encoder.decode(Ids{257}), (expected + "257").c_str(), std::invalid_argument);
  CHECK_THROWS_WITH_AS(encoder.decode(Ids{-1}), (expected + "-1").c_str(), std::invalid_argument);
  CHECK_THROWS_WITH_AS(encoder.decode(Ids{0, 5}), (expected + "0").c_str(), std::invalid_argument);
}
