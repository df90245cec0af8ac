// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <vector>
#include <weft/losses/binary_crossentropy.hpp>
#include <weft/metrics/mean_of.hpp>

#include "golden_rows.hpp"
#include "laws.hpp"

namespace {

using weft::BinaryCrossentropy;
using weft::MeanOf;
using Row = std::span<const double>;

/// A loss of classes, of which those below 0 stand for no target: how far the first prediction is from the class.
struct ClassDistance {
  static constexpr std::string_view type_name = "ClassDistance";

  [[nodiscard]] bool counts(int y) const { return y >= 0; }
  template <class Scalar> Scalar row(std::span<const Scalar> p, int y, std::span<Scalar> /*dp*/) const {
    return std::abs(p[0] - static_cast<Scalar>(y));
  }
};

static_assert(weft::MetricOfNumbers<MeanOf<BinaryCrossentropy>, float>);
static_assert(!weft::MetricOfClasses<MeanOf<BinaryCrossentropy>, float>);
static_assert(weft::MetricOfClasses<MeanOf<ClassDistance>, double>);
static_assert(!weft::MetricOfNumbers<MeanOf<ClassDistance>, double>);

}  // namespace

TEST_CASE("MeanOf a loss is Keras's metric of that name") {
  weft::golden::check_keras_in_both("BinaryCrossentropy", MeanOf{BinaryCrossentropy{}});
}

TEST_CASE("MeanOf divides by the rows' weights") {
  MeanOf mean{ClassDistance{}};
  const std::vector<double> p{1};
  mean.update(Row(p), 5, 3);
  mean.update(Row(p), 1);
  CHECK(mean.result() == 3);
}

TEST_CASE("MeanOf leaves out the classes that the loss says do not count") {
  MeanOf mean{ClassDistance{}};
  const std::vector<double> p{1};
  mean.update(Row(p), 3);
  mean.update(Row(p), -1);
  CHECK(mean.result() == 2);
}

TEST_CASE("MeanOf's parts add up, and it can begin anew") {
  weft::testing::check_metric_laws<double>(MeanOf{BinaryCrossentropy{}}, "multilabel", weft::golden::TargetsAs::numbers,
                                           1e-13);
  weft::testing::check_metric_laws<float>(MeanOf{ClassDistance{}}, "classes", weft::golden::TargetsAs::classes, 1e-13);
}

TEST_CASE("MeanOf has the loss's name as Keras writes it, unless it is given one") {
  CHECK(MeanOf{BinaryCrossentropy{}}.name() == "binary_crossentropy");
  CHECK(MeanOf{ClassDistance{}, "distance"}.name() == "distance");
  CHECK(weft::detail::snake_case("KLDivergence") == "kl_divergence");
  CHECK(weft::detail::snake_case("MeanIoU") == "mean_io_u");
  CHECK(weft::detail::snake_case("MSE") == "mse");
  CHECK(!MeanOf<BinaryCrossentropy>::more_is_better);
}

TEST_CASE("MeanOf refuses a loss with options out of their range") {
  CHECK_THROWS_AS(MeanOf{BinaryCrossentropy{.label_smoothing = 2}}, std::invalid_argument);
}
