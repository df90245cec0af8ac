// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <weft/losses/detail/probability.hpp>

using weft::detail::clip_probability, weft::detail::Clipped;

TEST_CASE("a clipped number is inside where it was left alone, at the ends as well") {
  for (const double x : {0.1, 0.5, 0.9}) {
    const Clipped<double> clipped(x, 0.1, 0.9);
    CHECK(clipped.inside);
    CHECK(clipped.value == x);
  }
  const Clipped<double> below(-3, 0.1, 0.9), above(0.91, 0.1, 0.9);
  CHECK(!below.inside);
  CHECK(below.value == 0.1);
  CHECK(!above.inside);
  CHECK(above.value == 0.9);
}

TEST_CASE("probabilities are clipped to 1e-7 and 1 - 1e-7, where a float has a logarithm of either side") {
  CHECK(clip_probability(0.0).value == 1e-7);
  CHECK(clip_probability(1.0).value == 1 - 1e-7);
  CHECK(clip_probability(0.25F).value == 0.25F);
  CHECK(clip_probability(1e-7).inside);
  CHECK(std::isfinite(std::log(1 - clip_probability(1.0F).value)));
}

TEST_CASE("a NaN that is clipped stays a NaN") {
  const auto clipped = clip_probability(std::numeric_limits<float>::quiet_NaN());
  CHECK(clipped.inside);
  CHECK(std::isnan(clipped.value));
}
