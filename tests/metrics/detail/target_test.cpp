// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <limits>
#include <vector>
#include <weft/metrics/detail/target.hpp>

namespace {

using weft::detail::class_from;
using weft::detail::is_positive;
using weft::detail::target_at;

using Row = std::span<const float>;

static_assert(weft::detail::TargetOf<int, float> && weft::detail::TargetOf<Row, float>);
static_assert(!weft::detail::TargetOf<Row, double> && !weft::detail::TargetOf<std::vector<float>, float>);

}  // namespace

TEST_CASE("A class is its one-hot row, or the number of the only output") {
  for (const std::size_t k : {std::size_t{0}, std::size_t{1}, std::size_t{2}}) {
    CHECK(target_at(1, k, 3) == (k == 1 ? 1 : 0));
    CHECK(target_at(-1, k, 3) == 0);
  }
  CHECK(target_at(1, 0, 1) == 1);
  CHECK(target_at(0, 0, 1) == 0);
}

TEST_CASE("A target is positive unless it is 0") {
  const std::vector<float> y{0, 1, 0.25F, -0.0F};
  CHECK(!is_positive(Row(y), 0, 4));
  CHECK(is_positive(Row(y), 1, 4));
  CHECK(is_positive(Row(y), 2, 4));
  CHECK(!is_positive(Row(y), 3, 4));
}

TEST_CASE("A number is a class if it is whole and not negative") {
  CHECK(class_from(3.0F) == 3U);
  CHECK(class_from(0.0) == 0U);
  CHECK(class_from(7) == 7U);
  CHECK(!class_from(-1));
  for (const double x :
       {-1.0, 0.5, 1e10, std::numeric_limits<double>::infinity(), std::numeric_limits<double>::quiet_NaN()})
    CHECK(!class_from(x));
}

TEST_CASE("check_target names the metric and both sizes") {
  const std::vector<float> two{1, 2}, one{1};
  CHECK_NOTHROW(weft::detail::check_target("M", Row(two), Row(two)));
  CHECK_NOTHROW(weft::detail::check_target("M", Row(two), 7));
  CHECK_THROWS_WITH_AS(weft::detail::check_target("M", Row(two), Row(one)), "M: a row has 2 predictions and 1 targets",
                       std::invalid_argument);
}
