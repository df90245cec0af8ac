// SPDX-License-Identifier: MIT
#include <weft/regularizers/l1_l2.hpp>

#include <doctest/doctest.h>

#include <limits>

#include "../golden/formula.hpp"
#include "../golden/regularizers.hpp"

namespace {

using weft::L1;
using weft::L1L2;
using weft::L2;

std::vector<double> weights(weft::Index count) {
  std::vector<double> w;
  for (weft::Index k = 0; k < count; ++k) w.push_back(weft::golden::number(8, k, 1.5));
  return w;
}

double penalty(const L1L2& regularizer, const std::vector<double>& w) {
  return regularizer.penalty(std::span<const double>(w));
}

}  // namespace

TEST_CASE("penalties of however many numbers are Keras's, and so is their derivative") {
  std::vector<double> penalties;
  for (const weft::Index count : {0, 1, 7, 8, 100})
    for (const L1L2& regularizer : {L1L2(L1(0.25)), L1L2(L2(0.5)), L1L2{.l1 = 0.25, .l2 = 0.5}})
      penalties.push_back(penalty(regularizer, weights(count)));
  weft::golden::check_near("penalties", std::span<const double>(penalties), weft::golden::penalties, 1e-15);
  const std::vector<double> w = weights(100);
  std::vector<double> gradient(100, 0.0);
  L1L2{.l1 = 0.25, .l2 = 0.5}.add_gradient(std::span<const double>(w), std::span(gradient));
  weft::golden::check_near("gradient", std::span<const double>(gradient), weft::golden::penalty_gradient, 1e-15);
}

TEST_CASE("the derivative is added to what is there, and that of a weight of 0 is 0") {
  const std::vector<float> w{0, 2, -2, -0.0F};
  std::vector<float> gradient{1, 1, 1, 1};
  L1L2{.l1 = 0.5, .l2 = 0.25}.add_gradient(std::span<const float>(w), std::span(gradient));
  CHECK(gradient == std::vector<float>{1, 2.5, -0.5, 1});
}

TEST_CASE("a penalty of floats is added up in double") {
  const std::vector<float> w(1 << 20, 0.1F);
  CHECK(L1(1).penalty(std::span<const float>(w)) ==
        doctest::Approx(static_cast<double>(0.1F) * (1 << 20)).epsilon(1e-13));
}

TEST_CASE("L1 and L2 are L1L2 of one factor, which is 0.01 by default, as Keras's") {
  CHECK(L1().l1 == 0.01);
  CHECK(L1().l2 == 0);
  CHECK(L2().l1 == 0);
  CHECK(L2().l2 == 0.01);
  CHECK(L1L2{}.l1 == 0);
  CHECK(L1L2{}.l2 == 0);
}

TEST_CASE("a factor that is negative or no float is refused") {
  CHECK_NOTHROW(L1L2{}.check_options());
  for (const double factor : {-1e-3, 1e39, std::numeric_limits<double>::infinity(), std::nan("")}) {
    CHECK_THROWS_AS(L1(factor).check_options(), std::invalid_argument);
    CHECK_THROWS_AS(L2(factor).check_options(), std::invalid_argument);
  }
}
