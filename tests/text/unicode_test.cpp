// SPDX-License-Identifier: MIT
#include <cstdint>

#include <doctest/doctest.h>

#include <weft/text/unicode.hpp>

namespace {

namespace unicode = weft::unicode;

/// How many characters satisfy a predicate, and a sum (FNV-1a over their codes) that tells which.
struct Census {
  int count = 0;
  std::uint64_t sum = 14695981039346656037u;
};

template <class Predicate> Census census(Predicate holds) {
  Census result;
  for (char32_t code = 0; code < 0x110000; ++code) {
    if (!holds(code)) continue;
    ++result.count;
    result.sum = (result.sum ^ code) * 1099511628211u;
  }
  return result;
}

}  // namespace

// Python 3.11:
//   import re
//   def census(holds):
//       count, total = 0, 14695981039346656037
//       for c in range(0x110000):
//           if holds(chr(c)): count, total = count + 1, (total ^ c) * 1099511628211 % 2**64
//       return count, total
//   print(census(str.isalnum), census(re.compile(r'\w').match), census(str.isspace))
TEST_CASE("Alphanumeric, word and white space are what Python says they are, for every character") {
  const auto alphanumeric = census([](char32_t c) { return unicode::is_alphanumeric(c); });
  CHECK(alphanumeric.count == 133547);
  CHECK(alphanumeric.sum == 8618440303881709956u);
  const auto word = census([](char32_t c) { return unicode::is_word(c); });
  CHECK(word.count == 133548);
  CHECK(word.sum == 3209174071444963269u);
  const auto space = census([](char32_t c) { return unicode::is_space(c); });
  CHECK(space.count == 29);
  CHECK(space.sum == 4865815733444315081u);
}

TEST_CASE("Letters and numbers of any script are alphanumeric; marks, signs and emoji are not") {
  for (const char32_t c : U"aZ09\u00E9\u00DF\u0416\u05D0\u4E2D\u00B2\u00BD\u2167\U0001D400") {
    if (c != 0) CHECK(unicode::is_alphanumeric(c));
  }
  for (const char32_t c : U" _-'\u0301\u20AC\U0001F994\u200D\u00A0") CHECK_FALSE(unicode::is_alphanumeric(c));
}

TEST_CASE("The underscore is part of a word") {
  CHECK(unicode::is_word(U'_'));
  CHECK_FALSE(unicode::is_word(U'-'));
}
