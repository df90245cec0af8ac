// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include "fed_lstm.hpp"

namespace {

using weft::Direction;
using weft::Index;
using weft::Purpose;

constexpr Index features = 3, units = 5;

/// Weights, and an input that the cells multiply by them.
struct Given {
  weft::LSTM<double> lstm{units};
  weft::Sequence<double> x;
  weft::LSTMWeights<double> weights;

  Given(const std::vector<Index>& lengths, weft::Rng& rng) {
    lstm.build(features, rng);
    x = weft::testing::random_sequence(lengths, features, rng);
    weights.pack(lstm.recurrent_kernel, lstm.bias);
    weights.pack_for_cells(lstm.kernel);
  }

  /// Steps whose first row is row `first` of x and so on.
  auto feed(Index first = 0) const {
    return [this, first](const weft::Packing::Step& step, weft::kernels::CellStep<double>& cell) {
      cell.input = weights.input_product(x.values.row(first + step.first), features);
    };
  }
  void begin_gradients() { weights.begin_gradients(lstm.kernel, lstm.recurrent_kernel); }
};

constexpr auto no_give = [](const weft::Packing::Step&, const double*) {};
constexpr auto no_take = [](const weft::Packing::Step&, weft::Rows<double>&) {};
constexpr auto no_use = [](Index, const weft::kernels::View<const double>&) {};

/// Walks over steps [first, first + count) of a batch of equal lengths.
void walk(const Given& given, Index first, Index count, weft::LSTMWalk<double>& walk) {
  const Index batch = given.x.packing.batch();
  const weft::Packing part(std::vector<Index>(static_cast<std::size_t>(batch), count));
  walk.forward(part, Direction::forward, Purpose::training, given.weights, given.feed(first * batch), no_give);
}

/// Walks, and returns for each row the h its step began with.
weft::Rows<double> previous_states(const Given& given, Direction direction, weft::LSTMWalk<double>& walk) {
  const weft::Packing& packing = given.x.packing;
  weft::Rows<double> h_previous;
  h_previous.resize(packing.rows(), given.weights.padded_units);
  for (Index k = 0; k < packing.steps(); ++k) {
    const auto step = packing.step(k, direction);
    copy_rows(walk.begin.h, 0, h_previous, step.first, step.rows);
  }
  walk.forward(packing, direction, Purpose::training, given.weights, given.feed(),
               [&](const weft::Packing::Step& step, const double* h) {
                 std::copy_n(h, step.carried_out * given.weights.padded_units, h_previous.row(step.next));
               });
  return h_previous;
}

}  // namespace

TEST_CASE("a walk goes on from the state another one ended with, and so does its gradient") {
  weft::Rng rng(1);
  Given given(std::vector<Index>(3, 9), rng);
  weft::LSTMWalk<double> whole, first, second;
  whole.begin.resize_zero(3, given.weights.padded_units);
  first.begin = whole.begin;
  walk(given, 0, 9, whole);
  walk(given, 0, 4, first);
  second.begin = first.end;
  walk(given, 4, 5, second);
  for (Index k = 0; k < 3; ++k)
    for (Index unit = 0; unit < units; ++unit) {
      CHECK(second.end.h.row(k)[unit] == whole.end.h.row(k)[unit]);
      CHECK(second.end.c.row(k)[unit] == whole.end.c.row(k)[unit]);
    }

  given.begin_gradients();
  whole.gradient.resize_zero(3, given.weights.padded_units);
  for (Index k = 0; k < 3; ++k) std::fill_n(whole.gradient.h.row(k), units, 0.5);
  second.gradient = whole.gradient;
  whole.backward(given.x.packing, Direction::forward, given.weights, no_take, no_use);
  second.backward(weft::Packing(std::vector<Index>(3, 5)), Direction::forward, given.weights, no_take, no_use);
  first.gradient = second.gradient;
  first.backward(weft::Packing(std::vector<Index>(3, 4)), Direction::forward, given.weights, no_take, no_use);
  for (Index k = 0; k < 3; ++k)
    for (Index unit = 0; unit < units; ++unit) {
      CHECK(first.gradient.h.row(k)[unit] == whole.gradient.h.row(k)[unit]);
      CHECK(first.gradient.c.row(k)[unit] == whole.gradient.c.row(k)[unit]);
    }
}

TEST_CASE("every row's dz is used once, in whatever portions") {
  weft::Rng rng(2);
  for (const Direction direction : {Direction::forward, Direction::backward}) {
    Given given({400, 300, 300, 7, 0}, rng);
    weft::LSTMWalk<double> walk;
    walk.begin.resize_zero(5, given.weights.padded_units);
    walk.forward(given.x.packing, direction, Purpose::training, given.weights, given.feed(), no_give);
    walk.gradient.resize_zero(5, given.weights.padded_units);
    given.begin_gradients();
    std::vector<int> used(static_cast<std::size_t>(given.x.packing.rows()), 0);
    walk.backward(given.x.packing, direction, given.weights, no_take, [&](Index first, const auto& dz) {
      for (Index r = 0; r < dz.rows; ++r) ++used[static_cast<std::size_t>(first + r)];
    });
    CHECK(std::all_of(used.begin(), used.end(), [](int times) { return times == 1; }));
  }
}

TEST_CASE("the recurrent kernel's gradient is the sum of h' dz with the h of forward, in whatever portions") {
  weft::Rng rng(5);
  for (const Direction direction : {Direction::forward, Direction::backward})
    for (const auto& lengths : {std::vector<Index>{1}, {90, 3}, {300, 300, 299, 4, 4, 0}, std::vector<Index>(270, 3)}) {
      Given given(lengths, rng);
      const weft::Packing& packing = given.x.packing;
      weft::LSTMWalk<double> walk;
      walk.begin.resize_zero(packing.batch(), given.weights.padded_units);
      for (Index k = 0; k < packing.batch(); ++k) walk.begin.h.row(k)[k % units] = 0.5;
      const weft::Rows<double> h_previous = previous_states(given, direction, walk);

      walk.gradient.resize_zero(packing.batch(), given.weights.padded_units);
      for (Index k = 0; k < packing.batch(); ++k) std::fill_n(walk.gradient.h.row(k), units, 0.5);
      given.begin_gradients();
      weft::Tensor<double, 2> expected(units, 4 * units), du(units, 4 * units), dw(features, 4 * units);
      weft::Tensor<double, 1> db(4 * units);
      for (auto* sum : {&expected, &du, &dw}) sum->setZero();
      db.setZero();
      walk.backward(packing, direction, given.weights, no_take, [&](Index first, const auto& dz) {
        for (Index r = 0; r < dz.rows; ++r) weft::testing::add_outer(h_previous.row(first + r), &dz(r, 0), expected);
      });
      given.weights.give_gradients(dw, du, db);
      for (Index k = 0; k < du.size(); ++k) CHECK(du.data()[k] == doctest::Approx(expected.data()[k]).epsilon(1e-12));
    }
}

TEST_CASE("an empty sequence ends in the state it began with") {
  weft::Rng rng(3);
  Given given({2, 0}, rng);
  weft::LSTMWalk<double> walk;
  walk.begin.resize_zero(2, given.weights.padded_units);
  walk.begin.h.row(1)[0] = 0.25;
  walk.begin.c.row(1)[0] = -0.5;
  walk.forward(given.x.packing, Direction::forward, Purpose::training, given.weights, given.feed(), no_give);
  CHECK(walk.end.h.row(1)[0] == 0.25);
  CHECK(walk.end.c.row(1)[0] == -0.5);
}

TEST_CASE(
    "a walk for inference ends in the same states, to the bit, and keeps two steps' states and one step's cells") {
  weft::Rng rng(4);
  for (const Direction direction : {Direction::forward, Direction::backward}) {
    const Given given({9, 9, 6, 2, 1, 0}, rng);
    weft::LSTMWalk<double> training, inference;
    std::vector<double> given_in_training, given_in_inference;
    const auto record = [](std::vector<double>& all) {
      return [&all](const weft::Packing::Step& step, const double* h) { all.insert(all.end(), h, h + step.rows * 8); };
    };
    training.begin.resize_zero(6, given.weights.padded_units);
    inference.begin = training.begin;
    training.forward(given.x.packing, direction, Purpose::training, given.weights, given.feed(),
                     record(given_in_training));
    inference.forward(given.x.packing, direction, Purpose::inference, given.weights, given.feed(),
                      record(given_in_inference));
    CHECK(given_in_training == given_in_inference);
    for (Index k = 0; k < 6; ++k)
      for (Index unit = 0; unit < units; ++unit) {
        CHECK(inference.end.h.row(k)[unit] == training.end.h.row(k)[unit]);
        CHECK(inference.end.c.row(k)[unit] == training.end.c.row(k)[unit]);
      }
    CHECK(inference.cells.gates.count() == 6);
    CHECK(inference.cells.c_previous.count() == 12);
  }
}
