// SPDX-License-Identifier: MIT
#pragma once

#include <iomanip>
#include <locale>
#include <sstream>
#include <string>
#include <utility>

namespace weft {

/// A stream that writes and reads numbers as the classic locale does, 0.5 and 2000. One that is made in any other way
/// takes std::locale::global, with which a program may have asked for 0,5 and 2.000: files and messages would change.
template <class Stream, class... Arguments> Stream in_classic_locale(Arguments&&... arguments) {
  Stream stream(std::forward<Arguments>(arguments)...);
  stream.imbue(std::locale::classic());
  return stream;
}

/// The number with so many digits behind its point, in the classic locale.
[[gnu::cold]] inline std::string fixed_text(double number, int digits) {
  auto text = in_classic_locale<std::ostringstream>();
  text << std::fixed << std::setprecision(digits) << number;
  return std::move(text).str();
}

}  // namespace weft
