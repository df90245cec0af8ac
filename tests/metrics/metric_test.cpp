// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <vector>
#include <weft/metrics/metric.hpp>

#include "laws.hpp"

namespace {

using Row = std::span<const double>;

/// The metric of one's own that metric.hpp shows.
struct Bias {
  double total = 0, count = 0;

  [[nodiscard]] std::string name() const { return "bias"; }
  template <class Scalar> void update(std::span<const Scalar> p, std::span<const Scalar> y, double weight) {
    for (std::size_t k = 0; k < p.size(); ++k) total += weight * static_cast<double>(p[k] - y[k]);
    count += weight * static_cast<double>(p.size());
  }
  [[nodiscard]] double result() const { return count > 0 ? total / count : 0; }
  static void for_each_state(auto&& visit, auto&... metric) {
    visit(metric.total...);
    visit(metric.count...);
  }
};

/// How often each class was the target; its vector has a size from the first row on.
struct Histogram {
  std::vector<double> counts;

  [[nodiscard]] std::string name() const { return "histogram"; }
  template <class Scalar> void update(std::span<const Scalar> p, int y, double weight) {
    counts.resize(p.size());
    counts[static_cast<std::size_t>(y)] += weight;
  }
  [[nodiscard]] double result() const { return counts.empty() ? 0 : counts[0]; }
  static void for_each_state(auto&& visit, auto&... metric) { visit(metric.counts...); }
};

static_assert(weft::Metric<Bias> && weft::Metric<Bias, double> && weft::MetricOfNumbers<Bias, float>);
static_assert(!weft::MetricOfClasses<Bias, float>);
static_assert(weft::Metric<Histogram> && !weft::MetricOfNumbers<Histogram, float>);
static_assert(!weft::Metric<int>);

Histogram histogram_of(std::initializer_list<int> classes) {
  Histogram histogram;
  const std::vector<double> p(3);
  for (const int y : classes) histogram.update(Row(p), y, 1);
  return histogram;
}

}  // namespace

TEST_CASE("A metric of ten lines measures") {
  Bias bias;
  const std::vector<double> p{1, 4}, y{0, 2};
  bias.update(Row(p), Row(y), 1);
  bias.update(Row(y), Row(p), 0.5);
  CHECK(bias.result() == 0.5);
  weft::testing::check_metric_laws<double>(Bias{}, "regression", weft::golden::TargetsAs::numbers, 1e-12);
}

TEST_CASE("for_each_state visits several metrics in step") {
  Bias a, b;
  a.total = 3;
  b.count = 5;
  std::vector<std::vector<double>> seen;
  weft::for_each_state([&](double x, double y) { seen.push_back({x, y}); }, a, b);
  CHECK(seen == std::vector<std::vector<double>>{{3, 0}, {0, 5}});
}

TEST_CASE("add takes metrics that have seen no row, on either side") {
  const Histogram full = histogram_of({0, 2, 2}), empty;
  Histogram sum = full;
  weft::add(sum, empty);
  CHECK(sum.counts == full.counts);
  sum = empty;
  weft::add(sum, full);
  CHECK(sum.counts == full.counts);
  weft::add(sum, full);
  CHECK(sum.counts == std::vector<double>{2, 0, 4});
  sum = empty;
  weft::add(sum, empty);
  CHECK(sum.counts.empty());
}

TEST_CASE("add refuses metrics of rows of another size, and changes nothing") {
  Histogram sum = histogram_of({1}), other;
  const std::vector<double> p(2);
  other.update(Row(p), 0, 1);
  CHECK_THROWS_WITH_AS(weft::add(sum, other), "metric histogram: cannot add one with a state of another size",
                       std::invalid_argument);
  CHECK(sum.counts == std::vector<double>{0, 1, 0});
}

TEST_CASE("reset sets what a metric has counted to zero, and keeps sizes") {
  Histogram histogram = histogram_of({0, 1});
  weft::reset(histogram);
  CHECK(histogram.counts == std::vector<double>{0, 0, 0});
}
