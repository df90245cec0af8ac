// SPDX-License-Identifier: MIT
#include <weft/losses/detail/ctc_prefixes.hpp>

#include <doctest/doctest.h>

using weft::Index;
using weft::detail::CTCPrefixes;

TEST_CASE("a sequence of labels has one node, however often it is asked for") {
  CTCPrefixes tree;
  const Index a = tree.child(CTCPrefixes::root, 4);
  const Index b = tree.child(CTCPrefixes::root, 2);
  const Index ab = tree.child(a, 2), aa = tree.child(a, 4);
  CHECK(tree.size() == 5);
  CHECK(tree.child(CTCPrefixes::root, 4) == a);
  CHECK(tree.child(CTCPrefixes::root, 2) == b);
  CHECK(tree.child(a, 2) == ab);
  CHECK(tree.child(a, 4) == aa);
  CHECK(tree.size() == 5);
  CHECK(tree.child(b, 4) == 5);
}

TEST_CASE("a node knows its labels, the last of them, and what was before that") {
  CTCPrefixes tree;
  const Index node = tree.child(tree.child(tree.child(CTCPrefixes::root, 1), 0), 1);
  CHECK(tree.labels(node) == std::vector<int>{1, 0, 1});
  CHECK(tree.label(node) == 1);
  CHECK(tree.labels(tree.parent(node)) == std::vector<int>{1, 0});
  CHECK(tree.labels(CTCPrefixes::root).empty());
  CHECK(tree.label(CTCPrefixes::root) == -1);
  CHECK(tree.parent(CTCPrefixes::root) == CTCPrefixes::none);
}
