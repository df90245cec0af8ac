// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include "recurrent/detail/built_cell.hpp"

namespace {

using weft::Direction;
using weft::Index;
using weft::Packing;
using weft::testing::BuiltCell;
using weft::testing::GRULayer;
using weft::testing::GRUResetBeforeLayer;
using weft::testing::LSTMLayer;
using weft::testing::SimpleRNNLayer;

/// What a pass leaves: the last states, the gradient of the weights and that of the first states.
template <class L> struct Passed {
  typename BuiltCell<L>::States end, d_begin;
  L gradient;
};

template <class L> Passed<L> pass(BuiltCell<L> given, const weft::PackedSequence<double>& x) {
  weft::Rng rng(2);
  weft::detail::Unroll<typename L::Units, double> unroll;
  unroll.begin = given.random_states(x.packing.batch(), rng);
  unroll.forward(
      x.packing, Direction::forward, weft::Purpose::training, given.cell,
      [&](const Packing::Step& step, auto& cells) {
        cells.input = given.cell.weights.input_product(x.values.row(step.first), given.features);
      },
      [](const Packing::Step&, const double*) {});
  given.begin_gradients();
  unroll.gradient = given.random_states(x.packing.batch(), rng);
  unroll.backward(
      x.packing, Direction::forward, given.cell, [](const Packing::Step&, weft::Rows<double>&) {},
      [&](Index first, const auto& dz) {
        given.cell.weights.add_input({x.values.row(first), dz.rows, given.features}, dz);
      });
  return {unroll.end, unroll.gradient, given.gradient()};
}

/// The same with this factor in all masks of the state.
template <class L> Passed<L> pass_with_masks(BuiltCell<L> given, const weft::PackedSequence<double>& x, double factor) {
  weft::Tensor<double, 3> masks(Index{L::Units::keras_gates}, x.packing.batch(), given.units);
  masks.setConstant(factor);
  given.cell.general.masks.set(masks, x.packing);
  given.cell.general.pack(given.layer.recurrent_kernel, given.units);
  return pass(given, x);
}

template <class State> void check_states(const State& given, const State& expected) {
  for (std::size_t s = 0; s < expected.each.size(); ++s)
    for (Index k = 0; k < expected.h().count() * expected.h().features(); ++k)
      CHECK(given.each[s].data()[k] == doctest::Approx(expected.each[s].data()[k]).epsilon(1e-13));
}

const std::vector<Index> lengths{4, 3, 1};

}  // namespace

TEST_CASE("the kernels do a cell alone where its state is not masked and its functions are theirs") {
  const auto is_idle = [](auto cell) { return cell.is_idle(); };
  using weft::kernels::GRUResetBeforeUnits;
  using weft::kernels::LSTMUnits;
  weft::detail::GeneralCell<LSTMUnits, double> lstm;
  CHECK(is_idle(lstm));
  CHECK_FALSE(is_idle(weft::detail::GeneralCell<GRUResetBeforeUnits, double>{}));
  lstm.functions.activation = weft::relu;
  CHECK_FALSE(is_idle(lstm));
  lstm.functions = {};
  lstm.masks.set(weft::Tensor<double, 3>(4, 1, 2), Packing(std::vector<Index>{1}));
  CHECK_FALSE(is_idle(lstm));
  CHECK(lstm.masks_state());
}

TEST_CASE_TEMPLATE("masks of ones change nothing", L, LSTMLayer, GRULayer, GRUResetBeforeLayer, SimpleRNNLayer) {
  weft::Rng rng(1);
  const BuiltCell<L> given(rng);
  const auto x = weft::testing::random_sequence(lengths, given.features, rng);
  const Passed<L> plain = pass(given, x), masked = pass_with_masks(given, x, 1);
  check_states(masked.end, plain.end);
  check_states(masked.d_begin, plain.d_begin);
  weft::testing::check_close(masked.gradient.kernel, plain.gradient.kernel, 1e-13);
  weft::testing::check_close(masked.gradient.recurrent_kernel, plain.gradient.recurrent_kernel, 1e-13);
}

TEST_CASE_TEMPLATE("masks of a factor are that factor of the recurrent kernel", L, LSTMLayer, GRULayer,
                   GRUResetBeforeLayer, SimpleRNNLayer) {
  weft::Rng rng(1);
  const BuiltCell<L> given(rng);
  const auto x = weft::testing::random_sequence(lengths, given.features, rng);
  for (const double factor : {0.0, 2.0}) {
    BuiltCell<L> scaled = given;
    for (double& u : weft::testing::numbers(scaled.layer.recurrent_kernel)) u *= factor;
    scaled.cell.pack(scaled.layer.recurrent_kernel, weft::testing::biases_of(std::as_const(scaled.layer).bias));
    const Passed<L> expected = pass(scaled, x), masked = pass_with_masks(given, x, factor);
    check_states(masked.end, expected.end);
    check_states(masked.d_begin, expected.d_begin);
    weft::Tensor<double, 2> du = expected.gradient.recurrent_kernel;
    for (double& d : weft::testing::numbers(du)) d *= factor;
    weft::testing::check_close(masked.gradient.recurrent_kernel, du, 1e-13);
  }
}
