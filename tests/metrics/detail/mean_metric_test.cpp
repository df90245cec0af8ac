// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <vector>
#include <weft/metrics/detail/mean_metric.hpp>
#include <weft/metrics/metric.hpp>

namespace {

/// The mean of a row's predictions.
struct MeanPrediction : weft::detail::MeanMetric {
  MeanPrediction() : MeanMetric("mean_prediction") {}

  void update(std::span<const double> p, int /*y*/, double weight) { count(p[0] + p[1], 2, weight); }
};

}  // namespace

TEST_CASE("ratio is 0 where there is no whole") {
  CHECK(weft::detail::ratio(1, 4) == 0.25);
  CHECK(weft::detail::ratio(1, 0) == 0);
  CHECK(weft::detail::ratio(0, 0) == 0);
}

TEST_CASE("A MeanMetric weighs each value of a row alike, and is 0 before the first") {
  static_assert(weft::Metric<MeanPrediction, double>);
  MeanPrediction mean;
  CHECK(mean.name() == "mean_prediction");
  CHECK(mean.result() == 0);
  const std::vector<double> a{1, 2}, b{4, 8};
  mean.update(std::span<const double>(a), 0, 1);
  CHECK(mean.result() == 1.5);
  mean.update(std::span<const double>(b), 0, 0.5);
  CHECK(mean.result() == (3 + 6) / 3.0);
}

TEST_CASE("A MeanMetric's state is a sum of values and one of weights") {
  MeanPrediction mean;
  const std::vector<double> a{1, 2};
  mean.update(std::span<const double>(a), 0, 3);
  std::vector<double> state;
  weft::for_each_state([&](double x) { state.push_back(x); }, mean);
  CHECK(state == std::vector<double>{9, 6});
}
