// SPDX-License-Identifier: MIT
#include <weft/training/detail/running_figures.hpp>

#include <doctest/doctest.h>

#include <limits>

#include <weft/losses/sparse_categorical_crossentropy.hpp>
#include <weft/metrics/categorical_accuracy.hpp>

namespace {

using weft::Accuracy;
using weft::Figures;
using weft::TargetRows;
using Running = weft::detail::RunningFigures<Accuracy>;

/// Counts the weights of the rows it sees.
struct WeightOfRows {
  static constexpr bool weighted = true;
  double total = 0;

  [[nodiscard]] std::string name() const { return "weight"; }
  template <class Scalar> void update(std::span<const Scalar>, int, double weight) { total += weight; }
  [[nodiscard]] double result() const { return total; }
  static void for_each_state(auto&& visit, auto&... metric) { visit(metric.total...); }
};

weft::Tensor<float, 2> predictions() {
  weft::Tensor<float, 2> p(3, 2);
  p.setValues({{0.9F, 0.1F}, {0.2F, 0.8F}, {0.6F, 0.4F}});
  return p;
}

const weft::SparseCategoricalCrossentropy ignoring_9{.ignore_class = 9};

}  // namespace

TEST_CASE("figures are means over rows, whatever batches they came in") {
  Running all{Accuracy{}}, first{Accuracy{}}, second{Accuracy{}};
  weft::detail::LossRow<float> memory;
  const TargetRows y(std::vector<int>{0, 1, 1});
  all.add_loss(1.5, 3);
  all.add_rows(ignoring_9, predictions(), y, memory);
  CHECK(all.result() == Figures{{"loss", 0.5}, {"accuracy", 2.0 / 3}});
  first.add_loss(1, 1);
  second.add_loss(0.5, 2);
  second.add_rows(ignoring_9, predictions(), y, memory);
  first.add(second);
  CHECK(first.result() == all.result());
  first.reset();
  CHECK(first.result() == Figures{{"loss", 0}, {"accuracy", 0}});
}

TEST_CASE("a penalty counts as often as its batch has rows") {
  Running running{Accuracy{}};
  running.add_loss(1, 4);
  running.add_penalty(0.5, 4);
  running.add_loss(2, 1);
  running.add_penalty(3, 1);
  CHECK(running.rows() == 5);
  CHECK(running.result()["loss"] == (4 * 0.75 + 1 * 5) / 5);
}

TEST_CASE("rows that do not count for the loss do not count for the metrics") {
  Running running{Accuracy{}};
  weft::detail::LossRow<float> memory;
  running.add_rows(ignoring_9, predictions(), std::vector<double>{9, 1, std::numeric_limits<double>::quiet_NaN()},
                   memory);
  CHECK(running.result()["accuracy"] == 1);
}

TEST_CASE("a metric sees the weights of rows only if it asks for them") {
  using weft::Weighted;
  weft::detail::RunningFigures<Accuracy, WeightOfRows, Weighted<Accuracy>> running{
      Accuracy{}, WeightOfRows{}, Weighted{Accuracy{0.5, "weighted_accuracy"}}};
  weft::detail::LossRow<float> memory;
  TargetRows y(std::vector<int>{0, 1, 1});
  y.weights = {1, 1, 100};
  running.add_rows(ignoring_9, predictions(), y, memory);
  CHECK(running.result()["accuracy"] == doctest::Approx(2.0 / 3));
  CHECK(running.result()["weight"] == 102);
  CHECK(running.result()["weighted_accuracy"] == doctest::Approx(2.0 / 102));
}
