// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include <weft/text/text_vectorization_options.hpp>

namespace weft::detail {

/// The tokens with a space between two; one token is given as it is.
inline std::string_view join(std::span<const std::string_view> tokens, std::string& joined) {
  if (tokens.size() == 1) return tokens.front();
  joined.assign(tokens.front());
  for (const auto token : tokens.subspan(1)) joined.append(" ").append(token);
  return joined;
}

/// Calls visit(std::string_view) with each n-gram: all of the first width in the order of the tokens, then all of the
/// next, as tf.strings.ngrams does. The view holds until visit returns.
template <class Visit>
void for_each_ngram(const Ngrams& ngrams, std::span<const std::string_view> tokens, Visit&& visit) {
  std::string joined;
  for (const int n : ngrams.widths()) {
    const auto width = static_cast<std::size_t>(n);
    for (std::size_t end = width; end <= tokens.size(); ++end) visit(join(tokens.subspan(end - width, width), joined));
  }
}

}  // namespace weft::detail
