// SPDX-License-Identifier: MIT
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include <weft/text/detail/ngrams.hpp>

namespace {

using Strings = std::vector<std::string>;

Strings ngrams_of(const weft::Ngrams& ngrams, const std::vector<std::string_view>& tokens) {
  Strings all;
  weft::detail::for_each_ngram(ngrams, tokens, [&](std::string_view ngram) { all.emplace_back(ngram); });
  return all;
}

}  // namespace

TEST_CASE("N-grams come width by width, each in the order of the tokens") {
  CHECK(ngrams_of(2, {"to", "be", "or"}) == Strings{"to", "be", "or", "to be", "be or"});
  CHECK(ngrams_of({2}, {"to", "be", "or"}) == Strings{"to be", "be or"});
  CHECK(ngrams_of({3, 1}, {"to", "be", "or"}) == Strings{"to be or", "to", "be", "or"});
  CHECK(ngrams_of({2, 2}, {"to", "be"}) == Strings{"to be", "to be"});
}

TEST_CASE("Fewer tokens than a width have no n-gram of it") {
  CHECK(ngrams_of({4}, {"to", "be", "or"}).empty());
  CHECK(ngrams_of(3, {"to"}) == Strings{"to"});
  CHECK(ngrams_of(3, {}).empty());
}
