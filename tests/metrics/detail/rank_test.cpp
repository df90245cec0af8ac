// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <vector>
#include <weft/metrics/detail/rank.hpp>

namespace {

using Row = std::span<const float>;

constexpr float infinity = std::numeric_limits<float>::infinity();
constexpr float not_a_number = std::numeric_limits<float>::quiet_NaN();

/// The places of a row as they rank.
std::vector<std::size_t> ranking(const std::vector<float>& p) {
  std::vector<std::size_t> places, order;
  for (std::size_t k = 1; k <= p.size(); ++k) places.push_back(weft::detail::kth_largest(Row(p), k, order));
  return places;
}

}  // namespace

TEST_CASE("is_nan tells NaN from infinities and numbers") {
  CHECK(weft::detail::is_nan(not_a_number));
  CHECK(weft::detail::is_nan(-not_a_number));
  CHECK(weft::detail::is_nan(std::numeric_limits<double>::quiet_NaN()));
  for (const float x : {0.0F, -1.0F, infinity, -infinity}) CHECK(!weft::detail::is_nan(x));
}

TEST_CASE("Predictions rank from the largest down, equal ones in their order, NaN last") {
  CHECK(ranking({1, 3, 2}) == std::vector<std::size_t>{1, 2, 0});
  CHECK(ranking({2, 3, 3, 2, 3}) == std::vector<std::size_t>{1, 2, 4, 0, 3});
  CHECK(ranking({not_a_number, -infinity, not_a_number, infinity}) == std::vector<std::size_t>{3, 1, 0, 2});
  CHECK(ranking({0.0F, -0.0F}) == std::vector<std::size_t>{0, 1});
}

TEST_CASE("argmax is the first of the ranking") {
  for (const auto& p : std::vector<std::vector<float>>{{1, 3, 2}, {2, 3, 3}, {not_a_number, -1}, {5}})
    CHECK(weft::detail::argmax(Row(p)) == ranking(p).front());
  CHECK(weft::detail::argmax(Row()) == 0);
}

TEST_CASE("is_in_top_k counts only predictions that are larger") {
  const std::vector<float> p{4, 4, 1};
  CHECK(weft::detail::is_in_top_k(Row(p), 1, 1));
  CHECK(!weft::detail::is_in_top_k(Row(p), 2, 2));
  CHECK(weft::detail::is_in_top_k(Row(p), 2, 3));
  CHECK(!weft::detail::is_in_top_k(Row(p), 3, 3));
}
