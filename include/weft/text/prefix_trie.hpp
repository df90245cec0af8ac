// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <utility>
#include <vector>

#include <weft/core/error.hpp>

namespace weft::text {

/// A set of strings, each with a number, that finds the longest of them at the front of a text.
///
/// The nodes are numbered breadth first, so the children of one node stand side by side: node i's are
/// [first_child_[i], first_child_[i + 1]), and label_[j] is the byte that leads to node j. Node 0 is the root.
class PrefixTrie {
 public:
  struct Entry {
    std::string_view text;
    int value = 0;
  };

  struct Match {
    std::size_t size = 0;  // bytes; 0 when nothing matches
    int value = 0;
  };

  PrefixTrie() : PrefixTrie(std::vector<Entry>{}) {}

  /// Throws std::invalid_argument when a string is empty or given twice. Values must not be negative.
  explicit PrefixTrie(std::vector<Entry> entries) {
    const auto by_text = [](const Entry& a, const Entry& b) { return a.text < b.text; };
    const auto same_text = [](const Entry& a, const Entry& b) { return a.text == b.text; };
    std::sort(entries.begin(), entries.end(), by_text);
    const auto twin = std::adjacent_find(entries.begin(), entries.end(), same_text);
    throw_unless(entries.empty() || !entries.front().text.empty(), "PrefixTrie: expected strings of at least one byte");
    const auto repeated = twin == entries.end() ? std::string_view{} : twin->text;
    throw_unless(repeated.empty(), "PrefixTrie: expected distinct strings, given '", repeated, "' twice");
    grow(entries);
  }

  /// The longest string of the set that the text begins with.
  [[nodiscard]] Match longest_match(std::string_view text) const {
    Match best;
    std::size_t node = 0;
    for (std::size_t size = 1; size <= text.size(); ++size) {
      node = child(node, text[size - 1]);
      if (node == 0) break;
      if (value_[node] >= 0) best = {size, value_[node]};
    }
    return best;
  }

 private:
  /// The entries that share a node's prefix, which has as many bytes as the node is deep.
  struct Range {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::size_t depth = 0;
  };

  void grow(const std::vector<Entry>& entries) {
    std::vector<Range> ranges = {{0, entries.size(), 0}};
    label_ = {'\0'};
    for (std::size_t node = 0; node < ranges.size(); ++node) {
      Range rest = ranges[node];
      const bool ends_here = rest.begin < rest.end && entries[rest.begin].text.size() == rest.depth;
      value_.push_back(ends_here ? entries[rest.begin].value : -1);
      first_child_.push_back(static_cast<std::uint32_t>(ranges.size()));
      for (rest.begin += ends_here ? 1 : 0; rest.begin < rest.end;) {
        const Range next = same_next_byte(entries, rest);
        label_.push_back(entries[rest.begin].text[rest.depth]);
        ranges.push_back(next);
        rest.begin = next.end;
      }
    }
    first_child_.push_back(static_cast<std::uint32_t>(ranges.size()));
  }

  static Range same_next_byte(const std::vector<Entry>& entries, const Range& range) {
    const char byte = entries[range.begin].text[range.depth];
    std::size_t end = range.begin;
    while (end < range.end && entries[end].text[range.depth] == byte) ++end;
    return {range.begin, end, range.depth + 1};
  }

  /// 0, the root, when the node has no such child.
  [[nodiscard]] std::size_t child(std::size_t node, char byte) const {
    const std::size_t begin = first_child_[node];
    const std::size_t count = first_child_[node + 1] - begin;
    if (count == 0) return 0;
    const void* found = std::memchr(label_.data() + begin, static_cast<unsigned char>(byte), count);
    return found == nullptr ? 0 : static_cast<std::size_t>(static_cast<const char*>(found) - label_.data());
  }

  std::vector<std::uint32_t> first_child_;
  std::vector<char> label_;
  std::vector<int> value_;  // -1: no string ends here
};

}  // namespace weft::text
