// SPDX-License-Identifier: MIT
#include <weft/plots/detail/chart_series.hpp>

#include <cmath>
#include <vector>

#include <doctest/doctest.h>

using weft::detail::Stretch;

TEST_CASE("a path has a part for each stretch of more than one point") {
  const std::vector<Stretch> stretches{{{1, 2}, {3, 4}}, {{5, 6}}, {{7, 8}, {9, 10.5}, {11, 12}}};
  CHECK(weft::detail::line_path(stretches) == "M1 2L3 4M7 8L9 10.5L11 12");
  CHECK(weft::detail::line_path(std::vector<Stretch>(1)).empty());
  CHECK(weft::detail::count_points(stretches) == 6);
}

TEST_CASE("few points all have markers; of many those alone, and some where colours do not suffice") {
  Stretch few, many;
  for (int k = 0; k < 20; ++k) few.push_back({2.0 * k, 0});
  for (int k = 0; k < 600; ++k) many.push_back({static_cast<double>(k), 0});
  CHECK(weft::detail::marked_points(std::vector<Stretch>{few}, false).size() == 20);
  CHECK(weft::detail::marked_points(std::vector<Stretch>{many}, false).empty());
  const std::vector<Stretch> with_one_alone{many, {{700, 3}}};
  REQUIRE(weft::detail::marked_points(with_one_alone, false).size() == 1);
  CHECK(weft::detail::marked_points(with_one_alone, false)[0].x == 700);
  const auto told_apart = weft::detail::marked_points(std::vector<Stretch>{many}, true);
  CHECK(told_apart.size() == 10);
  for (std::size_t k = 1; k < told_apart.size(); ++k) CHECK(told_apart[k].x - told_apart[k - 1].x >= 60);
}

TEST_CASE("many points alone are thinned as lines are") {
  std::vector<Stretch> alone;
  for (int k = 0; k < 30'000; ++k) alone.push_back({{k / 50.0, std::fmod(k * 7.3, 100)}});
  CHECK(weft::detail::marked_points(alone, false).size() <= 4 * 600);
}
