// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <weft/metrics/binary_accuracy.hpp>

namespace {

using weft::BinaryAccuracy;

template <class Scalar> weft::Tensor<Scalar, 2> row(std::initializer_list<Scalar> numbers) {
  weft::Tensor<Scalar, 2> result(1, static_cast<weft::Index>(numbers.size()));
  std::copy(numbers.begin(), numbers.end(), result.data());
  return result;
}

}  // namespace

TEST_CASE("BinaryAccuracy is the share of predictions on their label's side") {
  BinaryAccuracy accuracy;
  accuracy.update(row<float>({0.9F, 0.1F, 0.6F, 0.4F}), row<float>({1, 0, 0, 1}));
  CHECK(accuracy.result() == 0.5);
}

TEST_CASE("BinaryAccuracy goes on from batch to batch, each prediction with the same weight") {
  BinaryAccuracy accuracy;
  accuracy.update(row<double>({0.9}), row<float>({1}));
  accuracy.update(row<double>({0.9, 0.8, 0.2}), row<float>({0, 0, 0}));
  CHECK(accuracy.result() == 0.5);
}

TEST_CASE("BinaryAccuracy's threshold itself counts as 0") {
  BinaryAccuracy half, logits(0);
  half.update(row<float>({0.5F, 0.50001F}), row<float>({0, 1}));
  CHECK(half.result() == 1);
  logits.update(row<float>({0.0F, 0.1F, -0.1F, 0.4F}), row<float>({0, 1, 0, 0}));
  CHECK(logits.result() == 0.75);
}

TEST_CASE("BinaryAccuracy compares in the predictions' precision, so that the threshold's own float is not above it") {
  for (const double threshold : {0.1, 0.3, 0.6, 0.7, 0.9, 1e-3}) {
    BinaryAccuracy floats(threshold), doubles(threshold);
    floats.update(row<float>({static_cast<float>(threshold)}), row<float>({0}));
    doubles.update(row<double>({threshold}), row<float>({0}));
    CHECK(floats.result() == 1);
    CHECK(doubles.result() == 1);
  }
}

TEST_CASE("BinaryAccuracy of nothing is 0") {
  BinaryAccuracy accuracy;
  CHECK(accuracy.result() == 0);
  accuracy.update(weft::Tensor<float, 2>(0, 1), weft::Tensor<float, 2>(0, 1));
  CHECK(accuracy.result() == 0);
}

TEST_CASE("BinaryAccuracy names shapes that differ and counts nothing of them") {
  BinaryAccuracy accuracy;
  accuracy.update(row<float>({0.9F}), row<float>({1}));
  CHECK_THROWS_WITH_AS(accuracy.update(row<float>({0.1F, 0.2F}), row<float>({1})),
                       "BinaryAccuracy: predictions are [1 x 2], labels [1 x 1]", std::invalid_argument);
  CHECK(accuracy.result() == 1);
}
