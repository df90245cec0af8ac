// SPDX-License-Identifier: MIT
#pragma once

#include <cerrno>
#include <cstdio>
#include <iostream>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include <weft/core/error.hpp>
#include <weft/text/strip.hpp>
#include <weft/text/subword_encoder.hpp>

namespace imdb {

/// A text as the network reads it, wherever it comes from: without ASCII white space at both ends, as TensorFlow
/// Datasets strips IMDB's reviews. A view of the same text.
inline std::string_view prepared(std::string_view text) { return weft::strip_ascii(text); }

/// What the network is given of a text: for training and for predicting, there is no other way in.
inline std::vector<int> ids_of(std::string_view text, const weft::SubwordTextEncoder& encoder) {
  return encoder.encode(prepared(text));
}

/// Calls visit(text) for each line of an input, be it empty or without a line feed at its end. A byte order mark, which
/// some editors put at the front of UTF-8, is not part of the first. Throws weft::FileError, which begins with `name`,
/// if the input cannot be read to its end.
template <class Visit> void for_each_line(std::istream& in, const std::string& name, const Visit& visit) {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  std::string line;
  for (bool first = true; std::getline(in, line); first = false) {
    const bool marked = first && line.starts_with(byte_order_mark);
    visit(std::string_view(line).substr(marked ? byte_order_mark.size() : 0));
  }
  const bool failed = in.bad() || (&in == &std::cin && std::ferror(stdin) != 0);  // to std::cin an error is but an end
  if (failed) throw weft::FileError(name, weft::concat("cannot be read: ", std::generic_category().message(errno)));
}

}  // namespace imdb
