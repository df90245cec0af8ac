// SPDX-License-Identifier: MIT
#include <weft/plots/detail/thinned.hpp>

#include <array>
#include <cmath>
#include <map>
#include <vector>

#include <doctest/doctest.h>

#include <weft/random/random.hpp>

using weft::detail::PixelPoint;

namespace {

/// Of each column of pixels where a line enters and leaves it, and how far up and down it goes.
std::map<double, std::array<double, 4>> columns(const std::vector<PixelPoint>& points) {
  std::map<double, std::array<double, 4>> found;
  for (const PixelPoint& point : points) {
    const double y = point.y;
    auto& [first, last, low, high] = found.try_emplace(std::floor(point.x), std::array{y, y, y, y}).first->second;
    last = y;
    low = std::fmin(low, y);
    high = std::fmax(high, y);
  }
  return found;
}

}  // namespace

TEST_CASE("thinned points enter, leave and span each column of pixels as all of them do, four at most in each") {
  weft::Rng rng{5};
  std::vector<PixelPoint> points;
  for (std::size_t k = 0; k < 20'000; ++k) points.push_back({static_cast<double>(k) / 100, rng.uniform(0, 300), k});
  const auto kept = weft::detail::thinned(points);
  CHECK(kept.size() <= 4 * 200);
  CHECK(columns(kept) == columns(points));
  for (std::size_t k = 1; k < kept.size(); ++k) CHECK(kept[k].index > kept[k - 1].index);
}

TEST_CASE("points in columns of their own all stay, also where a line turns back") {
  const std::vector<PixelPoint> points{{1.5, 0, 0}, {2.5, 1, 1}, {3.5, 2, 2}, {2.6, 3, 3}, {1.2, 4, 4}};
  CHECK(weft::detail::thinned(points).size() == points.size());
  CHECK(weft::detail::thinned({}).empty());
}

TEST_CASE("equal points in one column are drawn by two at most") {
  CHECK(weft::detail::thinned(std::vector<PixelPoint>(1000, {7, 7})).size() == 2);
}
