// SPDX-License-Identifier: MIT
#pragma once

#include <doctest/doctest.h>

#include <cmath>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>
#include <weft/metrics/metric.hpp>

#include "../golden/formula.hpp"
#include "../golden/metrics.hpp"

/// The rows of tests/golden/metrics.py, and how a metric is held against what Keras made of them.
namespace weft::golden {

inline constexpr std::size_t metric_rows = 40;
inline constexpr std::size_t metric_cuts[] = {11, 12, metric_rows};  // where a batch ends

inline double eighths(double x) { return std::floor(x * 8) / 8; }

/// Predictions of some outputs a row, and targets: numbers, and classes where the set has them.
template <class Scalar> struct MetricRows {
  std::size_t outputs = 0;
  std::vector<Scalar> p, y;
  std::vector<int> classes = {};

  [[nodiscard]] std::span<const Scalar> predictions(std::size_t r) const { return {&p[r * outputs], outputs}; }
  [[nodiscard]] std::span<const Scalar> targets(std::size_t r) const { return {&y[r * outputs], outputs}; }
};

/// A set whose numbers are functions of their place.
template <class Scalar, class Prediction, class Target>
MetricRows<Scalar> make_rows(std::size_t outputs, const Prediction& prediction, const Target& target) {
  MetricRows<Scalar> rows{.outputs = outputs, .p = {}, .y = {}};
  for (Index k = 0; k < static_cast<Index>(metric_rows * outputs); ++k) {
    rows.p.push_back(static_cast<Scalar>(prediction(k)));
    rows.y.push_back(static_cast<Scalar>(target(k)));
  }
  return rows;
}

/// One-hot targets of five classes, of which some occur.
template <class Scalar, class Prediction>
MetricRows<Scalar> make_class_rows(std::uint32_t seed, std::uint32_t occurring, const Prediction& prediction) {
  auto rows = make_rows<Scalar>(5, prediction, [](Index) { return 0; });
  for (std::uint32_t r = 0; r < metric_rows; ++r) {
    rows.classes.push_back(static_cast<int>(mix(seed, r) % occurring));
    rows.y[r * 5 + static_cast<std::size_t>(rows.classes.back())] = 1;
  }
  return rows;
}

template <class Scalar> MetricRows<Scalar> rows_of(std::string_view name) {
  const auto half = [](std::uint32_t seed) { return [=](Index k) { return number(seed, k, 0.5) + 0.5; }; };
  const auto ties = [](std::uint32_t seed) { return [=](Index k) { return eighths(number(seed, k, 0.5) + 0.5); }; };
  const auto one_in = [](std::uint32_t n, std::uint32_t seed) {
    return [=](Index k) { return mix(seed, static_cast<std::uint32_t>(k)) % n == 0 ? 1 : 0; };
  };
  const auto cells = [](Index k) {
    return k < 2 ? static_cast<double>(k) : (mix(5, static_cast<std::uint32_t>(k)) % 200) / 199.0;
  };
  const auto sum = [](std::uint32_t seed, std::uint32_t other) {
    return [=](Index k) { return number(seed, k, 1) + number(other, k, 1.5); };
  };
  const auto scaled = [](std::uint32_t seed, double scale) { return [=](Index k) { return number(seed, k, scale); }; };
  if (name == "binary") return make_rows<Scalar>(1, half(1), one_in(3, 2));
  if (name == "binary_ties") return make_rows<Scalar>(1, ties(3), one_in(2, 4));
  if (name == "grid") return make_rows<Scalar>(1, cells, one_in(2, 6));
  if (name == "logits") return make_rows<Scalar>(1, scaled(7, 4), one_in(2, 8));
  if (name == "multilabel") return make_rows<Scalar>(4, half(9), one_in(3, 10));
  if (name == "multilabel_ties") return make_rows<Scalar>(4, ties(11), one_in(3, 12));
  if (name == "no_positives") return make_rows<Scalar>(4, ties(13), [](Index) { return 0; });
  if (name == "no_negatives") return make_rows<Scalar>(4, ties(14), [](Index) { return 1; });
  if (name == "classes") return make_class_rows<Scalar>(16, 5, [](Index k) { return eighths(number(15, k, 1)); });
  if (name == "unlike_classes") return make_class_rows<Scalar>(18, 3, scaled(17, 2));
  if (name == "regression") return make_rows<Scalar>(3, scaled(19, 2), sum(20, 19));
  REQUIRE(name == "one_regression");
  return make_rows<Scalar>(1, scaled(21, 2), sum(22, 21));
}

inline double metric_weight(std::size_t r) { return (mix(99, static_cast<std::uint32_t>(r)) % 5) / 2.0; }

template <class Scalar> std::span<const MetricResults> metric_results();
template <> inline std::span<const MetricResults> metric_results<double>() { return metric_results_double; }
template <> inline std::span<const MetricResults> metric_results<float>() { return metric_results_float; }

enum class TargetsAs { numbers, classes, class_numbers };

/// Gives a metric row r, with the targets as it wants them.
template <class Scalar, class M>
void update_with(M& metric, const MetricRows<Scalar>& rows, std::size_t r, TargetsAs as, double weight) {
  if (as == TargetsAs::numbers) {
    if constexpr (MetricOfNumbers<M, Scalar>) metric.update(rows.predictions(r), rows.targets(r), weight);
  } else if (as == TargetsAs::classes) {
    if constexpr (MetricOfClasses<M, Scalar>) metric.update(rows.predictions(r), rows.classes[r], weight);
  } else {
    const auto number = static_cast<Scalar>(rows.classes[r]);
    if constexpr (MetricOfNumbers<M, Scalar>)
      metric.update(rows.predictions(r), std::span<const Scalar>(&number, 1), weight);
  }
}

/// Checks the results after each batch.
template <class Scalar, class M, class ResultOf>
void check_batches(M metric, const MetricRows<Scalar>& rows, TargetsAs as, bool weighted, std::span<const double> keras,
                   const ResultOf& result_of) {
  std::size_t r = 0;
  for (std::size_t batch = 0; batch < keras.size(); ++batch) {
    for (; r < metric_cuts[batch]; ++r) update_with(metric, rows, r, as, weighted ? metric_weight(r) : 1.0);
    const double result = result_of(metric), allowed = tolerance<Scalar> * std::max(1.0, std::abs(keras[batch]));
    CHECK_MESSAGE(std::abs(result - keras[batch]) <= allowed,
                  concat(weighted ? "weighted: " : "", result, " after ", r, " rows; Keras has ", keras[batch]));
  }
}

/// Checks a metric against all of Keras's results that have this name.
template <class Scalar, class M, class ResultOf = double (*)(const M&)>
void check_keras(
    std::string_view name, const M& metric, TargetsAs as = TargetsAs::numbers,
    const ResultOf& result_of = [](const M& m) { return static_cast<double>(m.result()); }) {
  bool is_there = false;
  for (const MetricResults& expected : metric_results<Scalar>()) {
    if (expected.metric != name) continue;
    is_there = true;
    CAPTURE(expected.metric);
    CAPTURE(expected.rows);
    const auto rows = rows_of<Scalar>(expected.rows);
    check_batches(metric, rows, as, false, expected.plain, result_of);
    check_batches(metric, rows, as, true, expected.weighted, result_of);
  }
  CHECK_MESSAGE(is_there, name);
}

/// The same with predictions of either type.
template <class M> void check_keras_in_both(std::string_view name, const M& metric, TargetsAs as = TargetsAs::numbers) {
  check_keras<double>(name, metric, as);
  check_keras<float>(name, metric, as);
}

}  // namespace weft::golden
