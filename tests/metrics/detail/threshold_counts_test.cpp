// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <vector>
#include <weft/metrics/detail/threshold_counts.hpp>

namespace {

using weft::detail::Thresholds;

/// How many of the numbers are below p, one after another.
template <class Scalar> std::size_t below(const std::vector<double>& thresholds, Scalar p) {
  std::size_t count = 0;
  for (const double t : thresholds) count += p > static_cast<Scalar>(t) ? 1U : 0U;
  return count;
}

constexpr double infinity = std::numeric_limits<double>::infinity();
const std::vector<double> predictions{-infinity, -1,   0,   1e-9, 0.2, 0.25,  0.250001, 0.5,
                                      0.7,       0.75, 0.8, 0.99, 1,   1.001, infinity};

}  // namespace

TEST_CASE("Even thresholds below a prediction are those that it is above") {
  const Thresholds at = Thresholds::even(5, Thresholds::Ends::at),
                   beyond = Thresholds::even(5, Thresholds::Ends::beyond);
  for (const double p : predictions) {
    CAPTURE(p);
    const double inside = std::clamp(p, 0.0, 1.0);
    CHECK(at.below(p) == below({0, 0.25, 0.5, 0.75, 1}, inside));
    CHECK(beyond.below(p) == below({-1e-7, 0.25, 0.5, 0.75, 1 + 1e-7}, inside));
    CHECK(at.below(static_cast<float>(p)) == below({0, 0.25, 0.5, 0.75, 1}, static_cast<float>(inside)));
  }
}

TEST_CASE("Given thresholds below a prediction are those that it is above, in its own precision") {
  const std::vector<double> given{-1e-7, 0.1, 0.25, 0.7, 1 + 1e-7};
  const Thresholds thresholds = Thresholds::given(given);
  CHECK(thresholds.count() == 5);
  for (const double p : predictions) {
    CAPTURE(p);
    CHECK(thresholds.below(p) == below(given, p));
    CHECK(thresholds.below(static_cast<float>(p)) == below(given, static_cast<float>(p)));
  }
  CHECK(thresholds.below(0.7F) == 3);
}

TEST_CASE("No threshold is below NaN") {
  const double not_a_number = std::numeric_limits<double>::quiet_NaN();
  CHECK(Thresholds::even(5, Thresholds::Ends::beyond).below(not_a_number) == 0);
  CHECK(Thresholds::given({0.5}).below(not_a_number) == 0);
}

TEST_CASE("ThresholdCounts is the confusion at each threshold, column by column") {
  weft::detail::ThresholdCounts counts(Thresholds::given({0.25, 0.5}));
  counts.grow(2);
  counts.grow(7);  // it has got its columns
  CHECK(counts.columns() == 2);
  counts.count(1, 0.2, true, 1);
  counts.count(1, 0.3, true, 2);
  counts.count(1, 0.3, false, 4);
  counts.count(1, 0.9, false, 8);
  counts.count(1, 0.9, true, 16);
  const auto curve = counts.curve(1);
  REQUIRE(curve.size() == 2);
  CHECK(curve[0].true_positives == 18);
  CHECK(curve[0].false_positives == 12);
  CHECK(curve[0].true_negatives == 0);
  CHECK(curve[0].false_negatives == 1);
  CHECK(curve[1].true_positives == 16);
  CHECK(curve[1].false_positives == 8);
  CHECK(curve[1].true_negatives == 4);
  CHECK(curve[1].false_negatives == 3);
  CHECK(counts.curve(0)[0].positives() == 0);
}
