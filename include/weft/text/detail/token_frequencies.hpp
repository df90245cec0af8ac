// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <weft/text/detail/string_map.hpp>

namespace weft::detail {

/// Counts tokens, and lists them in the order of Keras's vocabularies.
class TokenFrequencies {
 public:
  void add(std::string_view token) {
    const auto place = counts_.find(token);
    if (place == counts_.end()) {
      counts_.emplace(token, 1);
    } else {
      ++place->second;
    }
  }

  /// The tokens that occur most often, at most so many: by their count, and those that occur as often by their bytes,
  /// both descending (keras/src/layers/preprocessing/index_lookup.py, finalize_state).
  [[nodiscard]] std::vector<std::string> most_common(std::size_t limit) const {
    std::vector<std::pair<std::int64_t, std::string_view>> ordered;
    for (const auto& [token, count] : counts_) ordered.emplace_back(count, token);
    std::sort(ordered.rbegin(), ordered.rend());
    std::vector<std::string> tokens;
    for (const auto& [count, token] : ordered) {
      if (tokens.size() == limit) break;
      tokens.emplace_back(token);
    }
    return tokens;
  }

 private:
  StringMap<std::int64_t> counts_;
};

}  // namespace weft::detail
