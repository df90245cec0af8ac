// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include "recurrent/detail/built_cell.hpp"

namespace {

using weft::Direction;
using weft::Index;
using weft::testing::GRULayer;
using weft::testing::GRUResetBeforeLayer;
using weft::testing::LSTMLayer;
using weft::testing::SimpleRNNLayer;

/// A batch whose sequences have the given numbers of random rows and go on with one shared row up to `steps`.
template <class Scalar>
weft::PackedSequence<Scalar> padded(std::span<const Index> lengths, Index steps, Index features, weft::Rng& rng) {
  weft::PackedSequence<Scalar> x;
  x.packing.assign(std::vector<Index>(lengths.size(), steps));
  x.values.resize(20, features);
  for (auto& v : weft::testing::numbers(x)) v = static_cast<Scalar>(rng.uniform(-1, 1));
  for (Index t = 0; t < steps; ++t)
    for (std::size_t k = 0; k < lengths.size(); ++k)
      x.index.push_back(t < lengths[k] ? 1 + static_cast<int>(rng.below(19)) : 0);
  return x;
}

/// The same batch with every row spelled out, which has no tails to be found.
template <class Scalar> weft::PackedSequence<Scalar> spelled_out(const weft::PackedSequence<Scalar>& x) {
  weft::PackedSequence<Scalar> plain;
  plain.packing = x.packing;
  plain.values.resize(x.packing.rows(), x.features());
  for (Index r = 0; r < x.packing.rows(); ++r) std::copy_n(x.row(r), x.features(), plain.values.row(r));
  return plain;
}

template <class L> L towards(const L& layer, Direction direction) {
  return layer.direction() == direction ? layer : layer.reversed();
}

template <class L> L built(Index units, Direction direction, double scale, weft::Rng& rng) {
  L layer(units);
  layer.build(3, rng);
  for (auto& w : weft::testing::numbers(layer.recurrent_kernel)) w *= static_cast<typename L::Scalar>(scale);
  return towards(layer, direction);
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

template <class Scalar> inline constexpr double rounding = std::is_same_v<Scalar, float> ? 3e-5 : 1e-12;

/// The sums of dx over the rows that x shares.
template <class Scalar>
weft::Tensor<Scalar, 2> summed(const weft::PackedSequence<Scalar>& dx, const weft::PackedSequence<Scalar>& x) {
  weft::Tensor<Scalar, 2> sum(x.values.count(), x.features());
  sum.setZero();
  for (Index r = 0; r < x.packing.rows(); ++r)
    for (Index k = 0; k < x.features(); ++k) sum(x.index[static_cast<std::size_t>(r)], k) += dx.row(r)[k];
  return sum;
}

template <class L> void compare_with_spelled_out(const L& layer, const typename L::Input& x) {
  using Scalar = typename L::Scalar;
  const weft::PackedSequence<Scalar> plain = spelled_out(x);
  typename L::Tape tape, plain_tape;
  weft::testing::Pass<L> fast(layer, x, tape), slow(layer, plain, plain_tape);
  REQUIRE(tape.has_tails);
  REQUIRE_FALSE(plain_tape.has_tails);
  CHECK_MESSAGE(weft::testing::same_bits(fast.y, slow.y), "forward must be the same to the bit");
  CHECK(difference(fast.gradient.kernel, slow.gradient.kernel) < rounding<Scalar>);
  CHECK(difference(fast.gradient.recurrent_kernel, slow.gradient.recurrent_kernel) < rounding<Scalar>);
  weft::Tensor<Scalar, 2> dx(x.values.count(), x.features()), sum = summed(plain_tape.dx, x);
  std::copy_n(tape.dx.values.data(), dx.size(), dx.data());
  CHECK(difference(dx, sum) < rounding<Scalar>);
}

const std::vector<Index> ragged{30, 7, 1, 0, 12, 300, 7, 299, 150};

}  // namespace

TEST_CASE_TEMPLATE("unmasked padding gives what rows spelled out give, with small weights and large", L,
                   weft::LSTM<float>, weft::GRU<float>, LSTMLayer, GRULayer, SimpleRNNLayer) {
  weft::Rng rng(1);
  for (const Direction direction : {Direction::forward, Direction::backward})
    for (const Index units : {1, 5, 16, 19})
      for (const Index steps : {300, 301, 700})
        for (const double scale : {0.5, 1.0, 3.0})  // with large weights a state may never converge
          compare_with_spelled_out(built<L>(units, direction, scale, rng),
                                   padded<typename L::Scalar>(ragged, steps, 3, rng));
}

TEST_CASE("unmasked padding gives what rows spelled out give, with a product within each step") {
  weft::Rng rng(1);
  for (const Direction direction : {Direction::forward, Direction::backward})
    for (const Index units : {1, 9})
      for (const double scale : {0.5, 3.0})
        compare_with_spelled_out(built<GRUResetBeforeLayer>(units, direction, scale, rng),
                                 padded<double>(ragged, 301, 3, rng));
}

TEST_CASE_TEMPLATE("the gradient through unmasked padding agrees with numerical derivatives", L, LSTMLayer, GRULayer,
                   GRUResetBeforeLayer, SimpleRNNLayer) {
  weft::Rng rng(2);
  const std::vector<Index> lengths{4, 0, 2, 9};
  for (const Direction direction : {Direction::forward, Direction::backward})
    weft::testing::check_derivatives(built<L>(3, direction, 1, rng), padded<double>(lengths, 40, 3, rng));
}

TEST_CASE_TEMPLATE("a batch with unmasked padding obeys the other laws of layers", L, LSTMLayer, GRULayer,
                   GRUResetBeforeLayer, SimpleRNNLayer) {
  weft::Rng rng(3);
  const std::vector<Index> small{4, 0, 2, 9};
  for (const Direction direction : {Direction::forward, Direction::backward}) {
    const auto layer = built<L>(5, direction, 1, rng);
    const auto x = padded<double>(small, 60, 3, rng), large = padded<double>(ragged, 400, 3, rng);
    weft::testing::check_accumulation(layer, x);
    weft::testing::check_tape_reuse(layer, x, large);
    weft::testing::check_no_allocation(layer, x, large);
  }
}

TEST_CASE("padding over which the state does not converge is gone through to its end") {
  // With forget gates at one, or a SimpleRNN that adds, the state grows with every step and never repeats.
  weft::Rng rng(4);
  const std::vector<Index> lengths{3, 5, 1900};
  for (const Direction direction : {Direction::forward, Direction::backward}) {
    auto lstm = built<LSTMLayer>(2, direction, 0, rng);
    std::fill_n(lstm.bias.data() + 2, 2, 40.0);
    compare_with_spelled_out(lstm, padded<double>(lengths, 2000, 3, rng));
    auto adding = towards(SimpleRNNLayer(1, {.activation = weft::linear}), direction);
    adding.build(3, rng);
    adding.recurrent_kernel(0, 0) = 1;
    compare_with_spelled_out(adding, padded<double>(lengths, 2000, 3, rng));
  }
}

TEST_CASE_TEMPLATE("tails of ragged sequences are found wherever they end", L, LSTMLayer, GRULayer, GRUResetBeforeLayer,
                   SimpleRNNLayer) {
  weft::Rng rng(5);
  weft::PackedSequence<double> x;
  x.packing.assign(std::vector<Index>{90, 40, 40, 3});
  x.values.resize(4, 3);
  for (auto& v : weft::testing::numbers(x)) v = rng.uniform(-1, 1);
  for (Index t = 0; t < 90; ++t)
    for (Index k = 0; k < x.packing.active(t); ++k)
      x.index.push_back(t < 2 + k ? 1 + static_cast<int>(rng.below(3)) : 0);
  for (const Direction direction : {Direction::forward, Direction::backward})
    compare_with_spelled_out(built<L>(5, direction, 1, rng), x);
}

TEST_CASE("padding is the same to a cell whose functions are others") {
  weft::Rng rng(6);
  const auto compare = [&](auto layer) {
    layer.build(3, rng);
    for (const Direction direction : {Direction::forward, Direction::backward}) {
      compare_with_spelled_out(towards(layer, direction), padded<double>(ragged, 301, 3, rng));
      const std::vector<Index> lengths{4, 0, 2, 9};
      weft::testing::check_derivatives(towards(layer, direction), padded<double>(lengths, 40, 3, rng));
    }
  };
  compare(LSTMLayer(5, {.activation = weft::softsign, .recurrent_activation = weft::hard_sigmoid}));
  compare(GRULayer(5, {.activation = weft::softsign, .recurrent_activation = weft::hard_sigmoid}));
  compare(GRUResetBeforeLayer(5, {.activation = weft::softmax, .recurrent_activation = weft::hard_sigmoid}));
  compare(SimpleRNNLayer(5, {.activation = weft::softmax}));
}

namespace {

/// Near zero a state grows with every step, until the candidate's bound holds it: going back, a gradient becomes small
/// first and then large again. Gates are open, but for the one that keeps the state.
template <class L> L growing(Index units, Direction direction) {
  L layer = towards(L(units), direction);
  weft::Rng rng(1);
  layer.build(1, rng);
  for (auto* weights : {&layer.kernel, &layer.recurrent_kernel}) weights->setZero();
  layer.bias.setZero();
  const std::vector<int> of_gates = L::Units::keras_gates == 4   ? std::vector{4, -3, 0, 4}
                                    : L::Units::keras_gates == 3 ? std::vector{-3, 4, 0}
                                                                 : std::vector{0};
  const Index candidate = L::Units::keras_gates == 1 ? 0 : 2;
  for (Index unit = 0; unit < units; ++unit) {
    layer.kernel(0, candidate * units + unit) = 1;
    layer.recurrent_kernel(unit, candidate * units + unit) = 3;
    for (std::size_t gate = 0; gate < of_gates.size(); ++gate)
      layer.bias.data()[static_cast<Index>(gate) * units + unit] = static_cast<typename L::Scalar>(of_gates[gate]);
  }
  return layer;
}

/// One sequence: a row of the given size, and shared rows of zeros.
template <class Scalar> weft::PackedSequence<Scalar> disturbed_once(Scalar size, Index steps, Direction direction) {
  weft::PackedSequence<Scalar> x;
  x.packing.assign(std::vector<Index>{steps});
  x.values.resize_zero(2, 1);
  x.values.row(1)[0] = size;
  x.index.assign(static_cast<std::size_t>(steps), 0);
  x.index[direction == Direction::forward ? 0 : static_cast<std::size_t>(steps) / 4] = 1;
  return x;
}

}  // namespace

TEST_CASE("a gradient that has become small on its way back and grows again is not lost") {
  const auto lstm = growing<weft::LSTM<float>>(1, Direction::forward);
  const auto x = disturbed_once(1e-10F, 33, Direction::forward);
  weft::LSTM<float>::Tape tape;
  weft::LSTM<float> gradient = weft::zeros_like(lstm);
  lstm.forward(x, tape);
  const auto& dx = lstm.backward(x, weft::Tensor<float, 2>(1, 1).setConstant(1), tape, gradient);
  REQUIRE(tape.has_tails);
  CHECK(dx.values.row(1)[0] == doctest::Approx(0.0792).epsilon(1e-3));
  CHECK(dx.values.row(0)[0] == doctest::Approx(0.0600).epsilon(1e-3));
}

TEST_CASE_TEMPLATE("gradients that grow again are those of rows spelled out, however small they have been", L,
                   weft::LSTM<float>, LSTMLayer, GRULayer, GRUResetBeforeLayer, SimpleRNNLayer) {
  for (const Direction direction : {Direction::forward, Direction::backward})
    for (const Index units : {1, 3, 17})
      for (const double size : {1e-3, 1e-10, 1e-20, 1e-30})
        for (const Index steps : {12, 33, 60, 100, 400})
          compare_with_spelled_out(growing<L>(units, direction),
                                   disturbed_once(static_cast<typename L::Scalar>(size), steps, direction));
}
