// SPDX-License-Identifier: MIT
#include <weft/plots/detail/plot_axis.hpp>

#include <limits>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

namespace {

using namespace weft::detail;
using weft::AxisScale;
using Ends = std::pair<double, double>;

AxisRange range_of(const std::vector<double>& numbers) {
  AxisRange range;
  for (const double number : numbers) range.include(number);
  return range;
}

}  // namespace

TEST_CASE("numbers that are not finite, too large, or without a logarithm have no place") {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  for (const double number : {infinity, -infinity, std::numeric_limits<double>::quiet_NaN(), 1e201, -1e201}) {
    CHECK_FALSE(has_place(number, AxisScale::plain));
    CHECK_FALSE(has_place(number, AxisScale::logarithmic));
  }
  for (const double number : {0.0, -1.0, 1e-201}) {
    CHECK(has_place(number, AxisScale::plain));
    CHECK_FALSE(has_place(number, AxisScale::logarithmic));
  }
  CHECK(has_place(1e-200, AxisScale::logarithmic));
  CHECK(has_place(-1e200, AxisScale::plain));
}

TEST_CASE("a range without extent is given room, one without numbers a size") {
  constexpr auto linear = AxisScale::plain, logarithmic = AxisScale::logarithmic;
  constexpr auto exact = AxisEnds::exact, round = AxisEnds::round;
  CHECK(AxisRange{}.empty());
  CHECK(AxisRange{}.ends(linear, round) == Ends{0, 1});
  CHECK(AxisRange{}.ends(logarithmic, round) == Ends{1, 10});
  CHECK(range_of({0}).ends(linear, round) == Ends{-1, 1});
  CHECK(range_of({4}).ends(linear, round) == Ends{4 - 0.4, 4 + 0.4});
  CHECK(range_of({4}).ends(linear, exact) == Ends{3.5, 4.5});
  CHECK(range_of({4}).ends(logarithmic, round) == Ends{2, 8});
  CHECK(range_of({-3, 8, 2}).ends(linear, round) == Ends{-3, 8});
  CHECK(range_of({3, 8}).ends(logarithmic, exact) == Ends{3, 8});
  const auto [low, high] = range_of({1, 1 + 1e-12}).ends(linear, round);
  CHECK(low < 0.95);
  CHECK(high > 1.05);
}

TEST_CASE("a range knows whether its numbers are whole") {
  CHECK(range_of({1, 2, -7}).whole());
  CHECK_FALSE(range_of({1, 2.5}).whole());
}

TEST_CASE("a place is a share of the axis: equal differences on a linear one, equal ratios on a logarithmic one") {
  const PlotAxis linear(range_of({2, 10}), AxisScale::plain, AxisEnds::exact, 7);
  CHECK(linear.share(2) == 0);
  CHECK(linear.share(10) == 1);
  CHECK(linear.share(4) == doctest::Approx(0.25));
  CHECK(linear.share(100) == 1);
  const PlotAxis logarithmic(range_of({1e-4, 1}), AxisScale::logarithmic, AxisEnds::exact, 7);
  CHECK(logarithmic.share(1e-3) == doctest::Approx(0.25));
  CHECK(logarithmic.share(0.01) == doctest::Approx(0.5));
}

TEST_CASE("an axis with exact ends has its ticks inside, one with round ends at its ends") {
  const PlotAxis exact(range_of({0.13, 0.97}), AxisScale::plain, AxisEnds::exact, 5);
  CHECK(exact.labels() == std::vector<std::string>{"0.2", "0.4", "0.6", "0.8"});
  const PlotAxis round(range_of({0.13, 0.97}), AxisScale::plain, AxisEnds::round, 5);
  CHECK(round.labels() == std::vector<std::string>{"0.0", "0.2", "0.4", "0.6", "0.8", "1.0"});
  CHECK(round.tick(0) == 0);
  CHECK(round.tick(round.size() - 1) == 1);
}

TEST_CASE("a horizontal axis has fewer ticks where its labels are long or it is short") {
  const AxisRange range = range_of({1, 999'999});
  const auto count = [&](double length) { return horizontal_axis(range, AxisScale::plain, length, 12).size(); };
  CHECK(count(1000) > count(300));
  CHECK(count(300) > count(120));
  CHECK(horizontal_axis(range, AxisScale::plain, 300, 12).labels_fit(300, 12));
}
