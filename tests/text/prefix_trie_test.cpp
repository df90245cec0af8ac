// SPDX-License-Identifier: MIT
#include <algorithm>
#include <random>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include <weft/text/prefix_trie.hpp>

using weft::text::PrefixTrie;

TEST_CASE("A trie finds the longest of its strings that a text begins with") {
  const PrefixTrie trie{{{"loom", 3}, {"lo", 1}, {"looms are", 4}, {"weft", 0}}};
  const auto match = trie.longest_match("looms stand still");
  CHECK(match.size == 4);
  CHECK(match.value == 3);
  CHECK(trie.longest_match("looms are").value == 4);
  CHECK(trie.longest_match("lot").size == 2);
  CHECK(trie.longest_match("weft").value == 0);
}

TEST_CASE("A trie finds nothing where none of its strings begins") {
  const PrefixTrie trie{{{"loom", 3}}};
  CHECK(trie.longest_match("").size == 0);
  CHECK(trie.longest_match("loo").size == 0);
  CHECK(trie.longest_match("a loom").size == 0);
  CHECK(PrefixTrie{}.longest_match("loom").size == 0);
}

TEST_CASE("A trie's strings may hold any byte") {
  const PrefixTrie trie{{{std::string_view{"\0\xFF", 2}, 1}, {"\x7F\x80", 2}}};
  CHECK(trie.longest_match(std::string_view{"\0\xFF\0", 3}).size == 2);
  CHECK(trie.longest_match("\x7F\x80").value == 2);
}

TEST_CASE("A trie refuses an empty string and one given twice") {
  CHECK_THROWS_WITH_AS((PrefixTrie{{{"", 1}}}), "PrefixTrie: expected strings of at least one byte",
                       std::invalid_argument);
  CHECK_THROWS_WITH_AS((PrefixTrie{{{"warp", 1}, {"weft", 2}, {"warp", 3}}}),
                       "PrefixTrie: expected distinct strings, given 'warp' twice", std::invalid_argument);
}

TEST_CASE("A trie agrees with trying every string, for random strings and texts") {
  std::mt19937 random{7};
  const auto word = [&random](std::size_t longest) {
    std::string text(random() % longest + 1, ' ');
    for (char& c : text) c = "abc"[random() % 3];
    return text;
  };
  std::set<std::string> words;
  for (int i = 0; i < 200; ++i) words.insert(word(6));
  std::vector<PrefixTrie::Entry> entries;
  for (const auto& text : words) entries.push_back({text, static_cast<int>(entries.size())});
  const PrefixTrie trie{entries};
  for (int i = 0; i < 2000; ++i) {
    const std::string text = word(10);
    std::size_t longest = 0;
    for (const auto& each : words) {
      if (text.starts_with(each)) longest = std::max(longest, each.size());
    }
    REQUIRE(trie.longest_match(text).size == longest);
  }
}
