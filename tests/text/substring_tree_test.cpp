// SPDX-License-Identifier: MIT
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <weft/text/substring_tree.hpp>

using weft::text::SubstringTree;

TEST_CASE("A substring tree holds each distinct substring once") {
  SubstringTree tree{20};
  tree.add("abab");
  tree.add("ba");
  std::set<std::string> texts;
  for (SubstringTree::Node node = 1; node < tree.node_count(); ++node) texts.insert(tree.text(node));
  CHECK(texts == std::set<std::string>{"a", "ab", "aba", "abab", "b", "ba", "bab"});
  CHECK(tree.node_count() == 1 + texts.size());
}

TEST_CASE("A substring's parent lacks its last character and has a smaller number") {
  SubstringTree tree{20};
  tree.add("\u00E9t\u00E9s");
  for (SubstringTree::Node node = 1; node < tree.node_count(); ++node) {
    CHECK(tree[node].parent < node);
    CHECK(tree.text(node).starts_with(tree.text(tree[node].parent)));
    CHECK(tree[node].size == tree[tree[node].parent].size + 1);
  }
}

TEST_CASE("For each character of a token the tree knows the longest substring there") {
  SubstringTree tree{3};
  tree.add("w");
  tree.add("caf\u00E9s");
  REQUIRE(tree.token_count() == 2);
  std::vector<std::string> texts;
  for (const auto node : tree.longest_at(1)) texts.push_back(tree.text(node));
  CHECK(texts == std::vector<std::string>{"caf", "af\u00E9", "f\u00E9s", "\u00E9s", "s"});
}

TEST_CASE("A substring is found by its text, and what no token holds is not") {
  SubstringTree tree{3};
  tree.add("weft");
  CHECK(tree.text(tree.find("eft")) == "eft");
  CHECK(tree.find("weft") == 0);
  CHECK(tree.find("loom") == 0);
}

TEST_CASE("A line break or a stray byte makes a substring unfit for a file") {
  SubstringTree tree{20};
  for (const char* token : {"a\nb", "a\rb", "a\xFFz"}) tree.add(token);
  CHECK(tree[tree.find("a")].valid_in_file);
  CHECK(tree[tree.find("b")].valid_in_file);
  for (const char* unfit : {"\n", "a\n", "a\nb", "\rb", "\xFF", "\xFFz"}) {
    REQUIRE(tree.find(unfit) != 0);
    CHECK_FALSE(tree[tree.find(unfit)].valid_in_file);
  }
}
