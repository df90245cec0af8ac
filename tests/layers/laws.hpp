// SPDX-License-Identifier: MIT
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <cstring>
#include <numeric>
#include <weft/testing/gradient_check.hpp>

#include "../allocations.hpp"

/// The laws every layer is held to. A test of a layer calls them with a built layer in double and inputs of its kind.
namespace weft::testing {

template <class Scalar> bool same_numbers(std::span<const Scalar> x, std::span<const Scalar> y) {
  return x.size() == y.size() && (x.empty() || std::memcmp(x.data(), y.data(), x.size_bytes()) == 0);
}

template <class Values> bool same_bits(Values& a, Values& b) {
  return same_numbers<std::remove_reference_t<decltype(numbers(a)[0])>>(numbers(a), numbers(b));
}

template <Layer L> bool same_parameters(L& a, L& b) {
  bool same = true;
  for_each_parameter(
      [&](std::string_view, ParameterOf<L> p, ParameterOf<L> q) {
        same = same && same_numbers<typename L::Scalar>(p.numbers(), q.numbers());
      },
      a, b);
  return same;
}

/// A gradient for the output of a pass: the same numbers for the same extents.
template <class Output> Output some_gradient(const Output& y) {
  Output dy = y;
  Rng rng(7);
  for (auto& d : numbers(dy)) d = static_cast<std::remove_reference_t<decltype(d)>>(rng.uniform(-1, 1));
  return dy;
}

/// What a pass over x gives: the output and the gradient of the parameters.
template <Layer L> struct Pass {
  typename L::Output y;
  L gradient;

  Pass(const L& layer, const typename L::Input& x, typename L::Tape& tape)
      : y(layer.forward(x, tape)), gradient(zeros_like(layer)) {
    layer.backward(x, some_gradient(y), tape, gradient);
  }
};

template <Layer L> void check_derivatives(const L& layer, const typename L::Input& x) {
  Rng rng(3);
  const GradientCheck check = check_gradient(layer, x, rng);
  INFO("worst at ", check.worst_parameter, " of ", check.checked);
  CHECK(check.checked > 0);
  CHECK(check.worst_relative_error < 1e-7);
}

template <Layer L> void check_accumulation(const L& layer, const typename L::Input& x) {
  typename L::Tape tape;
  L gradient = zeros_like(layer);
  for (int pass = 0; pass < 2; ++pass) {
    const typename L::Output dy = some_gradient(layer.forward(x, tape));
    layer.backward(x, dy, tape, gradient);
  }
  Pass<L> once(layer, x, tape);
  accumulate(once.gradient, L(once.gradient));
  CHECK_MESSAGE(same_parameters(gradient, once.gradient), "two backward passes must add twice the gradient");
}

template <Layer L>
void check_tape_reuse(const L& layer, const typename L::Input& small, const typename L::Input& large) {
  typename L::Tape fresh, used;
  Pass<L> alone(layer, small, fresh);
  Pass<L>(layer, large, used);
  Pass<L> after(layer, small, used);
  CHECK_MESSAGE(same_bits(alone.y, after.y), "a used tape must give what a fresh one gives");
  CHECK_MESSAGE(same_parameters(alone.gradient, after.gradient), "a used tape must give the gradient of a fresh one");
}

template <Layer L> void check_const(const L& layer, const typename L::Input& x) {
  L before = layer, after = layer;
  typename L::Tape tape;
  Pass<L>(after, x, tape);
  CHECK_MESSAGE(same_parameters(before, after), "a pass must leave the layer's parameters alone");
}

template <Layer L> void check_copy(const L& layer, const typename L::Input& x) {
  typename L::Tape tape;
  typename L::Output y = layer.forward(x, tape);
  L copy = layer;
  set_zero(copy);
  typename L::Output again = layer.forward(x, tape);
  CHECK_MESSAGE(same_bits(y, again), "changing a copy must not change the layer");
}

template <Layer L>
void check_no_allocation(const L& layer, const typename L::Input& small, const typename L::Input& large) {
  typename L::Tape tape;
  L gradient = zeros_like(layer);
  const typename L::Output dy_small = some_gradient(layer.forward(small, tape));
  const typename L::Output dy_large = some_gradient(layer.forward(large, tape));
  const auto pass = [&](const typename L::Input& x, const typename L::Output& dy) {
    layer.forward(x, tape);
    layer.backward(x, dy, tape, gradient);
  };
  pass(small, dy_small);
  pass(large, dy_large);
  const long before = allocation_count();
  pass(large, dy_large);
  CHECK_MESSAGE(allocation_count() == before, "a second batch of a size must not allocate");
}

/// A layer that is built stays as it is when it is built again, and does not fit another number of features.
template <Layer L> void check_build_once(const L& layer) {
  L again = layer, before = layer;
  Rng rng(99);
  Index features = 0;  // not known
  if constexpr (requires { layer.input_features(); }) features = layer.input_features();
  for (const Index given : {features, Index{0}}) CHECK(again.build(given, rng) == layer.output_features());
  CHECK_MESSAGE(same_parameters(again, before), "building a built layer must leave its parameters alone");
  CHECK_MESSAGE(rng == Rng(99), "building a built layer must draw nothing");
  if (features > 0) CHECK_THROWS_AS(again.build(features + 1, rng), std::invalid_argument);
}

/// A backward needs a forward for training before it, whether the layer stands alone or in a model.
template <Layer L> void check_misplaced_backward(const L& layer, const typename L::Input& x) {
  typename L::Tape tape, fresh;
  L gradient = zeros_like(layer), zeros = gradient;
  const typename L::Output dy = some_gradient(layer.forward(x, tape));
  const auto refused = [&](typename L::Tape& of) {
    CHECK_THROWS_AS(layer.backward(x, dy, of, gradient), std::invalid_argument);
  };
  refused(fresh);
  set_context(tape, {.purpose = Purpose::inference});
  layer.forward(x, tape);
  refused(tape);
  set_context(tape, {.purpose = Purpose::training});
  refused(tape);
  CHECK_MESSAGE(same_parameters(gradient, zeros), "a backward that is refused must change nothing");
}

/// Every law but that of packed batches, which is for layers over sequences only.
template <Layer L> void check_laws(const L& layer, const typename L::Input& small, const typename L::Input& large) {
  check_build_once(layer);
  check_derivatives(layer, small);
  check_accumulation(layer, small);
  check_tape_reuse(layer, small, large);
  check_const(layer, small);
  check_copy(layer, small);
  check_no_allocation(layer, small, large);
  check_misplaced_backward(layer, small);
}

/// A packed batch of sequences of the given lengths with random features.
inline PackedSequence<double> random_sequence(std::span<const Index> lengths, Index features, Rng& rng) {
  PackedSequence<double> x;
  x.packing.assign(lengths);
  x.values.resize(x.packing.rows(), features);
  for (double& v : numbers(x)) v = rng.uniform(-1, 1);
  return x;
}

/// The k-th packed sequence as a batch of its own.
inline PackedSequence<double> alone(const PackedSequence<double>& batch, Index k) {
  const Index length = batch.packing.length(k);
  PackedSequence<double> one;
  one.packing.assign(std::span(&length, 1));
  one.values.resize(length, batch.features());
  for (Index t = 0; t < length; ++t)
    std::copy_n(batch.row(batch.packing.row(t, k)), batch.features(), one.values.row(t));
  return one;
}

/// dy of the k-th packed sequence of a batch: its row, in the caller's order, or the rows of its steps.
inline Tensor<double, 2> alone(const Packing& packing, const Tensor<double, 2>& dy, Index k) {
  Tensor<double, 2> one(1, dy.dimension(1));
  std::copy_n(&dy(packing.order(k), 0), dy.dimension(1), one.data());
  return one;
}
inline PackedSequence<double> alone(const Packing&, const PackedSequence<double>& dy, Index k) { return alone(dy, k); }

/// A packed batch must give each sequence what it gets alone, and the sum of their gradients.
template <Layer L> void check_packed_is_each_alone(const L& layer, const PackedSequence<double>& batch) {
  typename L::Tape tape, tape_alone;
  L gradient = zeros_like(layer), sum = zeros_like(layer);
  typename L::Output y = layer.forward(batch, tape);
  const typename L::Output dy = some_gradient(y);
  PackedSequence<double> dx = layer.backward(batch, dy, tape, gradient);
  for (Index k = 0; k < batch.packing.batch(); ++k) {
    const PackedSequence<double> one = alone(batch, k);
    typename L::Output y_one = layer.forward(one, tape_alone), y_expected = alone(batch.packing, y, k);
    CHECK_MESSAGE(same_bits(y_one, y_expected), "a packed sequence must give what it gives alone");
    PackedSequence<double> dx_one = layer.backward(one, alone(batch.packing, dy, k), tape_alone, sum),
                           dx_expected = alone(dx, k);
    for (std::size_t n = 0; n < numbers(dx_one).size(); ++n)
      CHECK(numbers(dx_one)[n] == doctest::Approx(numbers(dx_expected)[n]).epsilon(1e-12));
  }
  for_each_parameter(
      [&](std::string_view name, ParameterOf<L> a, ParameterOf<L> b) {
        INFO(std::string(name));
        for (Index n = 0; n < a.size(); ++n) CHECK(a.data()[n] == doctest::Approx(b.data()[n]).epsilon(1e-11));
      },
      gradient, sum);
}

/// The same sequences in another order: the k-th of them is the batch's order[k]-th.
inline PackedSequence<double> reordered(const PackedSequence<double>& batch, std::span<const Index> order) {
  const Tensor<double, 3> padded = unpack(batch);
  Tensor<double, 3> moved(padded.dimensions());
  std::vector<Index> lengths(order.size()), moved_lengths(order.size());
  for (Index k = 0; k < std::ssize(order); ++k)
    lengths[static_cast<std::size_t>(batch.packing.order(k))] = batch.packing.length(k);
  for (std::size_t k = 0; k < order.size(); ++k) {
    moved_lengths[k] = lengths[static_cast<std::size_t>(order[k])];
    const Index size = padded.dimension(1) * padded.dimension(2);
    std::copy_n(padded.data() + order[k] * size, size, moved.data() + static_cast<Index>(k) * size);
  }
  PackedSequence<double> x;
  pack(moved, moved_lengths, x);
  return x;
}
inline Tensor<double, 2> reordered(const Tensor<double, 2>& rows, std::span<const Index> order) {
  Tensor<double, 2> moved(rows.dimensions());
  for (std::size_t k = 0; k < order.size(); ++k)
    std::copy_n(&rows(order[k], 0), rows.dimension(1), &moved(static_cast<Index>(k), 0));
  return moved;
}

/// In whatever order a batch's sequences come, each must get the same, to the bit.
template <Layer L> void check_order_is_the_callers(const L& layer, const PackedSequence<double>& batch) {
  typename L::Tape tape, other_tape;
  L gradient = zeros_like(layer), other_gradient = zeros_like(layer);
  const typename L::Output y = layer.forward(batch, tape), dy = some_gradient(y);
  const PackedSequence<double> dx = layer.backward(batch, dy, tape, gradient);
  std::vector<Index> order(static_cast<std::size_t>(batch.packing.batch()));
  std::iota(order.begin(), order.end(), Index{0});
  do {
    const PackedSequence<double> x = reordered(batch, order);
    typename L::Output y_given = layer.forward(x, other_tape), y_expected = reordered(y, order);
    CHECK_MESSAGE(same_bits(y_given, y_expected), "outputs must be permuted as the sequences are");
    PackedSequence<double> dx_given = layer.backward(x, reordered(dy, order), other_tape, other_gradient);
    PackedSequence<double> dx_expected = reordered(dx, order);
    CHECK_MESSAGE(same_bits(dx_given, dx_expected), "gradients must be permuted as the sequences are");
  } while (std::next_permutation(order.begin(), order.end()));
}

}  // namespace weft::testing
