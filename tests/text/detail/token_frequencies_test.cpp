// SPDX-License-Identifier: MIT
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <weft/text/detail/token_frequencies.hpp>

using Strings = std::vector<std::string>;

TEST_CASE("Tokens are ordered by how often they occur, then by their bytes, both descending") {
  weft::detail::TokenFrequencies frequencies;
  for (const char* token : {"warp", "weft", "\u00E9", "loom", "weft", "Z", "loom", "weft", "\x7F"}) {
    frequencies.add(token);
  }
  CHECK(frequencies.most_common(100) == Strings{"weft", "loom", "\u00E9", "\x7F", "warp", "Z"});
  CHECK(frequencies.most_common(3) == Strings{"weft", "loom", "\u00E9"});
  CHECK(frequencies.most_common(0).empty());
}

TEST_CASE("Without tokens there are none") { CHECK(weft::detail::TokenFrequencies{}.most_common(5).empty()); }
