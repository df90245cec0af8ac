// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <vector>

#include <weft/core/buffer.hpp>

namespace weft::detail {

/// Sequences of labels as the nodes of a tree, each of which is its parent's sequence and one label more. A sequence
/// has one node, so that two ways to come to it are seen to be the same.
class CTCPrefixes {
 public:
  static constexpr Index root = 0;  ///< no labels
  static constexpr Index none = -1;

  [[nodiscard]] Index size() const { return static_cast<Index>(nodes_.size()); }
  /// none, of the root.
  [[nodiscard]] Index parent(Index node) const { return at(node).parent; }
  /// The last label; -1, which is no class, of the root.
  [[nodiscard]] int label(Index node) const { return at(node).label; }

  /// The node of the sequence with that label behind; made when it is not there.
  Index child(Index node, int label) {
    for (Index child = at(node).first_child; child != none; child = at(child).next)
      if (at(child).label == label) return child;
    const Index made = size();
    nodes_.push_back({.parent = node, .first_child = none, .next = at(node).first_child, .label = label});
    nodes_[static_cast<std::size_t>(node)].first_child = made;
    return made;
  }

  [[nodiscard]] std::vector<int> labels(Index node) const {
    std::vector<int> result;
    for (; node != root; node = parent(node)) result.push_back(label(node));
    std::reverse(result.begin(), result.end());
    return result;
  }

 private:
  struct Node {
    Index parent, first_child, next;
    int label;
  };  // the children of a node are a list

  [[nodiscard]] const Node& at(Index node) const { return nodes_[static_cast<std::size_t>(node)]; }

  std::vector<Node> nodes_{{.parent = none, .first_child = none, .next = none, .label = -1}};
};

}  // namespace weft::detail
