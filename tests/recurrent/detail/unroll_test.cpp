// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include "built_cell.hpp"

namespace {

using weft::Direction;
using weft::Index;
using weft::Packing;
using weft::Purpose;
using weft::testing::BuiltCell;
using weft::testing::GRULayer;
using weft::testing::GRUResetBeforeLayer;
using weft::testing::LSTMLayer;
using weft::testing::SimpleRNNLayer;

template <class L> using Unroll = weft::detail::Unroll<typename L::Units, double>;

/// A cell, and an input that it multiplies by its weights.
template <class L> struct Given : BuiltCell<L> {
  weft::PackedSequence<double> x;

  Given(const std::vector<Index>& lengths, weft::Rng& rng)
      : BuiltCell<L>(rng), x(weft::testing::random_sequence(lengths, this->features, rng)) {}

  /// For steps whose first row is row `first` of x and so on.
  auto set_input(Index first = 0) const {
    return [this, first](const Packing::Step& step, weft::kernels::CellStep<typename L::Units, double>& cells) {
      cells.input = this->cell.weights.input_product(x.values.row(first + step.first), this->features);
    };
  }
};

constexpr auto ignore_h = [](const Packing::Step&, const double*) {};
constexpr auto no_dy = [](const Packing::Step&, weft::Rows<double>&) {};
constexpr auto ignore_dz = [](Index, const weft::kernels::View<const double>&) {};

/// Unrolls over steps [first, first + count) of a batch of equal lengths.
template <class L> void unroll_part(const Given<L>& given, Index first, Index count, Unroll<L>& unroll) {
  const Index batch = given.x.packing.batch();
  const Packing part(std::vector<Index>(static_cast<std::size_t>(batch), count));
  unroll.forward(part, Direction::forward, Purpose::training, given.cell, given.set_input(first * batch), ignore_h);
}

template <class L> void backward_of_part(Given<L>& given, Index count, Unroll<L>& unroll) {
  const Index batch = given.x.packing.batch();
  const Packing part(std::vector<Index>(static_cast<std::size_t>(batch), count));
  unroll.backward(part, Direction::forward, given.cell, no_dy, ignore_dz);
}

/// Gradients of states: the same number for h of every sequence.
template <class L> typename BuiltCell<L>::States gradient_of_h(const Given<L>& given) {
  typename BuiltCell<L>::States gradient;
  gradient.resize_zero(given.x.packing.batch(), given.padded_units());
  for (Index k = 0; k < given.x.packing.batch(); ++k) std::fill_n(gradient.h().row(k), given.units, 0.5);
  return gradient;
}

/// Goes forward, and returns for each row the h its step began with.
template <class L> weft::Rows<double> previous_h(const Given<L>& given, Direction direction, Unroll<L>& unroll) {
  const Packing& packing = given.x.packing;
  weft::Rows<double> previous;
  previous.resize(packing.rows(), given.padded_units());
  for (Index k = 0; k < packing.steps(); ++k) {
    const auto step = packing.step(k, direction);
    weft::detail::copy_rows(unroll.begin.h(), 0, previous, step.first, step.rows);
  }
  unroll.forward(packing, direction, Purpose::training, given.cell, given.set_input(),
                 [&](const Packing::Step& step, const double* h) {
                   std::copy_n(h, step.carried_out * given.padded_units(), previous.row(step.next));
                 });
  return previous;
}

template <class States> bool all_the_same(const States& a, const States& b) {
  bool same = a.h().count() == b.h().count();
  for (Index k = 0; same && k < a.h().count(); ++k) same = weft::testing::same_states(a, k, b, k);
  return same;
}

}  // namespace

TEST_CASE_TEMPLATE("an unrolled cell goes on from the states another one ended with, and so does its gradient", L,
                   LSTMLayer, GRULayer, GRUResetBeforeLayer, SimpleRNNLayer) {
  weft::Rng rng(1);
  Given<L> given(std::vector<Index>(3, 9), rng);
  Unroll<L> whole, first, second;
  whole.begin.resize_zero(3, given.padded_units());
  first.begin = whole.begin;
  unroll_part(given, 0, 9, whole);
  unroll_part(given, 0, 4, first);
  second.begin = first.end;
  unroll_part(given, 4, 5, second);
  CHECK(all_the_same(second.end, whole.end));

  given.begin_gradients();
  whole.gradient = second.gradient = gradient_of_h(given);
  backward_of_part(given, 9, whole);
  backward_of_part(given, 5, second);
  first.gradient = second.gradient;
  backward_of_part(given, 4, first);
  CHECK(all_the_same(first.gradient, whole.gradient));
}

TEST_CASE_TEMPLATE("every row's dz is used once, in whatever portions", L, LSTMLayer, GRULayer, GRUResetBeforeLayer,
                   SimpleRNNLayer) {
  weft::Rng rng(2);
  for (const Direction direction : {Direction::forward, Direction::backward}) {
    Given<L> given({400, 300, 300, 7, 0}, rng);
    Unroll<L> unroll;
    unroll.begin.resize_zero(5, given.padded_units());
    unroll.forward(given.x.packing, direction, Purpose::training, given.cell, given.set_input(), ignore_h);
    unroll.gradient.resize_zero(5, given.padded_units());
    given.begin_gradients();
    std::vector<int> used(static_cast<std::size_t>(given.x.packing.rows()), 0);
    unroll.backward(given.x.packing, direction, given.cell, no_dy, [&](Index first, const auto& dz) {
      for (Index r = 0; r < dz.rows; ++r) ++used[static_cast<std::size_t>(first + r)];
    });
    CHECK(std::all_of(used.begin(), used.end(), [](int times) { return times == 1; }));
  }
}

namespace {

/// Checks dU of the gates whose state has the same dz as the input has.
template <class L> void check_recurrent_gradient(const std::vector<Index>& lengths, Direction direction, Index gates) {
  weft::Rng rng(5);
  Given<L> given(lengths, rng);
  const Packing& packing = given.x.packing;
  Unroll<L> unroll;
  unroll.begin.resize_zero(packing.batch(), given.padded_units());
  for (Index k = 0; k < packing.batch(); ++k) unroll.begin.h().row(k)[k % given.units] = 0.5;
  const weft::Rows<double> h_previous = previous_h(given, direction, unroll);

  unroll.gradient = gradient_of_h(given);
  given.begin_gradients();
  weft::Tensor<double, 2> expected(given.layer.recurrent_kernel.dimensions());
  expected.setZero();
  unroll.backward(packing, direction, given.cell, no_dy, [&](Index first, const auto& dz) {
    for (Index r = 0; r < dz.rows; ++r)
      weft::testing::add_outer(h_previous.row(first + r), &dz(r, 0), L::Units::input_gates, expected);
  });
  const weft::Tensor<double, 2> du = given.gradient().recurrent_kernel;
  for (Index row = 0; row < given.units; ++row)
    for (Index column = 0; column < gates * given.units; ++column)
      CHECK(du(row, column) == doctest::Approx(expected(row, column)).epsilon(1e-12));
}

const std::vector<std::vector<Index>> portions{{1}, {90, 3}, {300, 300, 299, 4, 4, 0}, std::vector<Index>(270, 3)};

}  // namespace

TEST_CASE("the recurrent kernel's gradient is the sum of h^T dz with the h of forward, in whatever portions") {
  for (const Direction direction : {Direction::forward, Direction::backward})
    for (const std::vector<Index>& lengths : portions) {
      check_recurrent_gradient<LSTMLayer>(lengths, direction, 4);
      check_recurrent_gradient<SimpleRNNLayer>(lengths, direction, 1);
      check_recurrent_gradient<GRULayer>(lengths, direction, 2);  // the candidate's is in the next test
      check_recurrent_gradient<GRUResetBeforeLayer>(lengths, direction, 2);
    }
}

namespace {

/// The gradient of the weights from a gradient of the last h of some sequences.
template <class L> L gradient_of(Given<L>& given, const weft::PackedSequence<double>& x, Direction direction) {
  Unroll<L> unroll;
  unroll.begin.resize_zero(x.packing.batch(), given.padded_units());
  given.x = x;
  unroll.forward(x.packing, direction, Purpose::training, given.cell, given.set_input(), ignore_h);
  unroll.gradient = gradient_of_h(given);
  given.begin_gradients();
  unroll.backward(x.packing, direction, given.cell, no_dy, [&](Index first, const auto& dz) {
    given.cell.weights.add_input({given.x.values.row(first), dz.rows, given.features}, dz);
  });
  return given.gradient();
}

}  // namespace

TEST_CASE_TEMPLATE("the gradient of a batch is the sum of its sequences', in whatever portions", L, LSTMLayer, GRULayer,
                   GRUResetBeforeLayer, SimpleRNNLayer) {
  weft::Rng rng(6);
  Given<L> given({0}, rng);
  for (const Direction direction : {Direction::forward, Direction::backward})
    for (const std::vector<Index>& lengths : {std::vector<Index>{90, 3}, {300, 300, 299, 4, 4, 0}}) {
      const auto x = weft::testing::random_sequence(lengths, given.features, rng);
      const L whole = gradient_of(given, x, direction);
      L sum = weft::zeros_like(whole);
      for (Index k = 0; k < x.packing.batch(); ++k)
        weft::accumulate(sum, gradient_of(given, weft::testing::alone(x, k), direction));
      weft::testing::check_close(whole.recurrent_kernel, sum.recurrent_kernel, 1e-11);
      weft::testing::check_close(whole.kernel, sum.kernel, 1e-11);
    }
}

TEST_CASE_TEMPLATE("an empty sequence ends in the states it began with", L, LSTMLayer, GRULayer, GRUResetBeforeLayer,
                   SimpleRNNLayer) {
  weft::Rng rng(3);
  const Given<L> given({2, 0}, rng);
  Unroll<L> unroll;
  unroll.begin = given.random_states(2, rng);
  unroll.forward(given.x.packing, Direction::forward, Purpose::training, given.cell, given.set_input(), ignore_h);
  CHECK(weft::testing::same_states(unroll.end, 1, unroll.begin, 1));
  CHECK_FALSE(weft::testing::same_states(unroll.end, 0, unroll.begin, 0));
}

TEST_CASE_TEMPLATE("inference ends in the same states, to the bit, and keeps one step's gates", L, LSTMLayer, GRULayer,
                   GRUResetBeforeLayer, SimpleRNNLayer) {
  weft::Rng rng(4);
  for (const Direction direction : {Direction::forward, Direction::backward}) {
    const Given<L> given({9, 9, 6, 2, 1, 0}, rng);
    Unroll<L> training, inference;
    const auto all_h = [&](Purpose purpose, Unroll<L>& unroll) {
      std::vector<double> all;
      unroll.begin.resize_zero(6, given.padded_units());
      unroll.forward(given.x.packing, direction, purpose, given.cell, given.set_input(),
                     [&](const Packing::Step& step, const double* h) { all.insert(all.end(), h, h + step.rows * 8); });
      return all;
    };
    CHECK(all_h(Purpose::training, training) == all_h(Purpose::inference, inference));
    CHECK(all_the_same(inference.end, training.end));
    CHECK(training.kept.gates.count() == given.x.packing.rows());
    CHECK(inference.kept.gates.count() == 6);
    CHECK(inference.kept.extra.count() == 6);
  }
}
