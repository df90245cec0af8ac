// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <weft/recurrent/lstm.hpp>

#include "laws.hpp"

namespace {

using weft::Direction;
using weft::Index;

/// A batch whose sequences have the given numbers of random rows and go on with one shared row up to `steps`.
template <class Scalar>
weft::Sequence<Scalar> padded(std::span<const Index> lengths, Index steps, Index features, weft::Rng& rng) {
  weft::Sequence<Scalar> x;
  x.packing.assign(std::vector<Index>(lengths.size(), steps));
  x.values.resize(20, features);
  for (auto& v : weft::testing::numbers(x)) v = static_cast<Scalar>(rng.uniform(-1, 1));
  for (Index t = 0; t < steps; ++t)
    for (std::size_t k = 0; k < lengths.size(); ++k)
      x.index.push_back(t < lengths[k] ? 1 + static_cast<int>(rng.below(19)) : 0);
  return x;
}

/// The same batch with every row spelled out, which has no tails to be found.
template <class Scalar> weft::Sequence<Scalar> spelled_out(const weft::Sequence<Scalar>& x) {
  weft::Sequence<Scalar> plain;
  plain.packing = x.packing;
  plain.values.resize(x.packing.rows(), x.features());
  for (Index r = 0; r < x.packing.rows(); ++r) std::copy_n(x.row(r), x.features(), plain.values.row(r));
  return plain;
}

template <class Scalar> weft::LSTM<Scalar> built(Index units, Direction direction, double scale, weft::Rng& rng) {
  weft::LSTM<Scalar> lstm(units, direction);
  lstm.build(3, rng);
  for (auto& w : weft::testing::numbers(lstm.recurrent_kernel)) w *= static_cast<Scalar>(scale);
  return lstm;
}

template <class Scalar> double largest(weft::Tensor<Scalar, 2>& tensor) {
  double result = 0;
  for (const Scalar v : weft::testing::numbers(tensor)) result = std::max(result, std::abs(static_cast<double>(v)));
  return result;
}

/// The largest difference, relative to the largest number.
template <class Scalar> double difference(weft::Tensor<Scalar, 2>& a, weft::Tensor<Scalar, 2>& b) {
  double result = 0;
  for (Index k = 0; k < a.size(); ++k)
    result = std::max(result, std::abs(static_cast<double>(a.data()[k]) - static_cast<double>(b.data()[k])));
  return result / std::max(largest(a), 1e-30);
}

template <class Scalar>
void compare_with_plain_walk(const weft::LSTM<Scalar>& lstm, const weft::Sequence<Scalar>& x, double rounding) {
  const weft::Sequence<Scalar> plain = spelled_out(x);
  typename weft::LSTM<Scalar>::Tape tape, plain_tape;
  weft::testing::Pass<weft::LSTM<Scalar>> fast(lstm, x, tape), slow(lstm, plain, plain_tape);
  REQUIRE(tape.has_tails);
  REQUIRE_FALSE(plain_tape.has_tails);
  CHECK_MESSAGE(weft::testing::same_bits(fast.y, slow.y), "forward must be the same to the bit");
  CHECK(difference(fast.gradient.kernel, slow.gradient.kernel) < rounding);
  CHECK(difference(fast.gradient.recurrent_kernel, slow.gradient.recurrent_kernel) < rounding);

  weft::Tensor<Scalar, 2> dx(x.values.count(), x.features()), sum(x.values.count(), x.features());
  std::copy_n(tape.dx.values.data(), dx.size(), dx.data());
  sum.setZero();
  for (Index r = 0; r < x.packing.rows(); ++r)
    for (Index k = 0; k < x.features(); ++k) sum(x.index[static_cast<std::size_t>(r)], k) += plain_tape.dx.row(r)[k];
  CHECK(difference(dx, sum) < rounding);
}

const std::vector<Index> ragged{30, 7, 1, 0, 12, 300, 7, 299, 150};

}  // namespace

TEST_CASE_TEMPLATE("unmasked padding gives what the plain walk gives", Scalar, float, double) {
  weft::Rng rng(1);
  for (const Direction direction : {Direction::forward, Direction::backward})
    for (const Index units : {1, 5, 16, 19})
      for (const Index steps : {300, 301, 700})
        for (const double scale : {0.5, 1.0, 3.0})  // with large weights a state may never settle
          compare_with_plain_walk(built<Scalar>(units, direction, scale, rng), padded<Scalar>(ragged, steps, 3, rng),
                                  std::is_same_v<Scalar, float> ? 3e-5 : 1e-12);
}

TEST_CASE("the gradient through unmasked padding agrees with numerical derivatives") {
  weft::Rng rng(2);
  const std::vector<Index> lengths{4, 0, 2, 9};
  for (const Direction direction : {Direction::forward, Direction::backward})
    weft::testing::check_derivatives(built<double>(3, direction, 1, rng), padded<double>(lengths, 40, 3, rng));
}

TEST_CASE("a batch with unmasked padding obeys the other laws of layers") {
  weft::Rng rng(3);
  const std::vector<Index> small{4, 0, 2, 9};
  for (const Direction direction : {Direction::forward, Direction::backward}) {
    const auto lstm = built<double>(5, direction, 1, rng);
    const auto x = padded<double>(small, 60, 3, rng), large = padded<double>(ragged, 400, 3, rng);
    weft::testing::check_accumulation(lstm, x);
    weft::testing::check_tape_reuse(lstm, x, large);
    weft::testing::check_no_allocation(lstm, x, large);
  }
}

TEST_CASE("padding that does not settle is walked to its end") {
  // With forget gates at one the state grows with every step and never repeats.
  weft::Rng rng(4);
  for (const Direction direction : {Direction::forward, Direction::backward}) {
    auto lstm = built<double>(2, direction, 0, rng);
    std::fill_n(lstm.bias.data() + 2, 2, 40.0);
    compare_with_plain_walk(lstm, padded<double>(std::vector<Index>{3, 5, 1900}, 2000, 3, rng), 1e-12);
  }
}

TEST_CASE("tails of ragged sequences are found wherever they end") {
  weft::Rng rng(5);
  weft::Sequence<double> x;
  x.packing.assign(std::vector<Index>{90, 40, 40, 3});
  x.values.resize(4, 3);
  for (auto& v : weft::testing::numbers(x)) v = rng.uniform(-1, 1);
  for (Index t = 0; t < 90; ++t)
    for (Index k = 0; k < x.packing.active(t); ++k)
      x.index.push_back(t < 2 + k ? 1 + static_cast<int>(rng.below(3)) : 0);
  for (const Direction direction : {Direction::forward, Direction::backward})
    compare_with_plain_walk(built<double>(5, direction, 1, rng), x, 1e-12);
}

namespace {

/// Near zero a state grows with every step, until its gates hold it: going back, a gradient becomes small first and
/// then large again.
template <class Scalar> weft::LSTM<Scalar> growing(Index units, Direction direction) {
  weft::LSTM<Scalar> lstm(units, direction);
  weft::Rng rng(1);
  lstm.build(1, rng);
  lstm.kernel.setZero();
  lstm.recurrent_kernel.setZero();
  lstm.bias.setZero();
  for (Index unit = 0; unit < units; ++unit) {
    lstm.kernel(0, 2 * units + unit) = 1;               // of g
    lstm.recurrent_kernel(unit, 2 * units + unit) = 3;  // of g
    lstm.bias(unit) = lstm.bias(3 * units + unit) = 4;  // of i and o
    lstm.bias(units + unit) = -3;                       // of f
  }
  return lstm;
}

/// One sequence: a row of the given size, and shared rows of zeros.
template <class Scalar> weft::Sequence<Scalar> disturbed_once(Scalar size, Index steps, Direction direction) {
  weft::Sequence<Scalar> x;
  x.packing.assign(std::vector<Index>{steps});
  x.values.resize_zero(2, 1);
  x.values.row(1)[0] = size;
  x.index.assign(static_cast<std::size_t>(steps), 0);
  x.index[direction == Direction::forward ? 0 : static_cast<std::size_t>(steps) / 4] = 1;
  return x;
}

}  // namespace

TEST_CASE("a gradient that has become small on its way back and grows again is not lost") {
  const auto lstm = growing<float>(1, Direction::forward);
  const auto x = disturbed_once(1e-10F, 33, Direction::forward);
  weft::LSTM<float>::Tape tape;
  weft::LSTM<float> gradient = weft::zeros_like(lstm);
  lstm.forward(x, tape);
  const auto& dx = lstm.backward(x, weft::Tensor<float, 2>(1, 1).setConstant(1), tape, gradient);
  REQUIRE(tape.has_tails);
  CHECK(dx.values.row(1)[0] == doctest::Approx(0.0792).epsilon(1e-3));
  CHECK(dx.values.row(0)[0] == doctest::Approx(0.0600).epsilon(1e-3));
}

TEST_CASE_TEMPLATE("gradients that grow again are those of the plain walk, however small they have been", Scalar, float,
                   double) {
  for (const Direction direction : {Direction::forward, Direction::backward})
    for (const Index units : {1, 3, 17})
      for (const double size : {1e-3, 1e-10, 1e-20, 1e-30})
        for (const Index steps : {12, 33, 60, 100, 400})
          compare_with_plain_walk(growing<Scalar>(units, direction),
                                  disturbed_once(static_cast<Scalar>(size), steps, direction),
                                  std::is_same_v<Scalar, float> ? 3e-5 : 1e-12);
}
