// SPDX-License-Identifier: MIT
#include <cstddef>
#include <iterator>
#include <span>
#include <stdexcept>
#include <vector>

#include <doctest/doctest.h>

#include <weft/data/timeseries.hpp>

#include "golden/timeseries.hpp"

namespace {

using weft::Index;
using weft::Tensor;
using weft::timeseries_dataset_from_array;

/// sign * (0, 1, 2 ...) + first, row after row: what the script gave Keras.
template <class Scalar> Tensor<Scalar, 2> counted(Index rows, Index width, Scalar first = 0, Scalar sign = 1) {
  Tensor<Scalar, 2> values(rows, width);
  for (Index k = 0; k < values.size(); ++k) values.data()[k] = first + sign * static_cast<Scalar>(k);
  return values;
}

template <class TensorType> std::vector<double> numbers(const TensorType& tensor) {
  return {tensor.data(), tensor.data() + tensor.size()};
}

std::vector<double> numbers(std::span<const double> values) { return {values.begin(), values.end()}; }

template <class Scalar> void check_as_keras(const weft::golden::TimeseriesCase& keras) {
  const auto data = counted<Scalar>(keras.steps, weft::golden::timeseries_features);
  weft::TimeseriesWindows<Scalar> windows;
  if (keras.target_rows < 0) {
    windows.inputs = timeseries_dataset_from_array(data, keras.options);
  } else {
    const auto targets = counted<float>(keras.target_rows, weft::golden::timeseries_outputs, -1, -1);
    windows = timeseries_dataset_from_array(data, targets, keras.options);
    CHECK(windows.targets.dimension(0) == keras.windows);
    CHECK(windows.targets.dimension(1) == weft::golden::timeseries_outputs);
  }
  CHECK(windows.inputs.dimension(0) == keras.windows);
  CHECK(windows.inputs.dimension(1) == keras.options.sequence_length);
  CHECK(windows.inputs.dimension(2) == weft::golden::timeseries_features);
  CHECK(numbers(windows.inputs) == numbers(keras.inputs));
  CHECK(numbers(windows.targets) == numbers(keras.targets));
}

}  // namespace

TEST_CASE_TEMPLATE("windows and targets are Keras's", Scalar, float, double) {
  for (std::size_t k = 0; k < std::size(weft::golden::timeseries); ++k) {
    CAPTURE(k);
    check_as_keras<Scalar>(weft::golden::timeseries[k]);
  }
}

TEST_CASE("options that Keras refuses are refused") {
  for (std::size_t k = 0; k < std::size(weft::golden::timeseries_refusals); ++k) {
    CAPTURE(k);
    const auto& keras = weft::golden::timeseries_refusals[k];
    const auto data = counted<float>(keras.steps, 2), targets = counted<float>(keras.target_rows, 3);
    CHECK_THROWS_AS((void)timeseries_dataset_from_array(data, targets, keras.options), std::invalid_argument);
  }
}

TEST_CASE("what is refused is named") {
  const auto data = counted<float>(10, 2);
  const auto check = [&data](const weft::TimeseriesOptions& options, const char* message) {
    CHECK_THROWS_WITH_AS((void)timeseries_dataset_from_array(data, options), message, std::invalid_argument);
  };
  check({}, "timeseries_dataset_from_array: sequence_length is 0; expected at least 1");
  check({.sequence_length = 2, .sequence_stride = 0},
        "timeseries_dataset_from_array: sequence_stride is 0; expected 1 <= sequence_stride < 10");
  check({.sequence_length = 2, .sampling_rate = 10},
        "timeseries_dataset_from_array: sampling_rate is 10; expected 1 <= sampling_rate < 10");
  check({.sequence_length = 2, .start_index = 10},
        "timeseries_dataset_from_array: start_index is 10; expected 0 <= start_index < 10");
  check({.sequence_length = 2, .start_index = 4, .end_index = 4},
        "timeseries_dataset_from_array: end_index is 4; expected 5 <= end_index < 10");
  CHECK_THROWS_WITH_AS(
      (void)timeseries_dataset_from_array(data, counted<float>(4, 1), {.sequence_length = 2, .start_index = 3}),
      "timeseries_dataset_from_array: there are 4 targets; expected at least 7", std::invalid_argument);
}

TEST_CASE("a sequence_length beyond what can be multiplied gives no windows") {
  const auto data = counted<float>(10, 2);
  const auto windows =
      timeseries_dataset_from_array(data, {.sequence_length = weft::everything / 2, .sampling_rate = 9});
  CHECK(windows.dimension(0) == 0);
}

TEST_CASE("the next step is predicted from targets without the first rows") {
  const auto series = counted<float>(8, 1);
  Tensor<float, 2> later(5, 1);
  for (Index k = 0; k < 5; ++k) later(k, 0) = series(k + 3, 0);
  const auto windows = timeseries_dataset_from_array(series, later, {.sequence_length = 3});
  REQUIRE(windows.inputs.dimension(0) == 5);
  for (Index w = 0; w < 5; ++w) CHECK(windows.targets(w, 0) == windows.inputs(w, 2, 0) + 1);
}
