// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <weft/layers/lstm.hpp>

#include "laws.hpp"

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

}  // namespace

TEST_CASE("a walk goes on from the state another one ended with, and so does its gradient") {
  weft::Rng rng(1);
  Given given(std::vector<Index>(3, 9), rng);
  weft::LSTMWalk<double> whole, first, second;
  whole.state.resize_zero(3, given.weights.padded_units);
  first.state = whole.state;
  walk(given, 0, 9, whole);
  walk(given, 0, 4, first);
  second.state = first.state;
  walk(given, 4, 5, second);
  for (Index k = 0; k < 3; ++k)
    for (Index unit = 0; unit < units; ++unit) {
      CHECK(second.state.h.row(k)[unit] == whole.state.h.row(k)[unit]);
      CHECK(second.state.c.row(k)[unit] == whole.state.c.row(k)[unit]);
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
    walk.state.resize_zero(5, given.weights.padded_units);
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

TEST_CASE("an empty sequence ends in the state it began with") {
  weft::Rng rng(3);
  Given given({2, 0}, rng);
  weft::LSTMWalk<double> walk;
  walk.state.resize_zero(2, given.weights.padded_units);
  walk.state.h.row(1)[0] = 0.25;
  walk.state.c.row(1)[0] = -0.5;
  walk.forward(given.x.packing, Direction::forward, Purpose::training, given.weights, given.feed(), no_give);
  CHECK(walk.state.h.row(1)[0] == 0.25);
  CHECK(walk.state.c.row(1)[0] == -0.5);
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
    training.state.resize_zero(6, given.weights.padded_units);
    inference.state = training.state;
    training.forward(given.x.packing, direction, Purpose::training, given.weights, given.feed(),
                     record(given_in_training));
    inference.forward(given.x.packing, direction, Purpose::inference, given.weights, given.feed(),
                      record(given_in_inference));
    CHECK(given_in_training == given_in_inference);
    for (Index k = 0; k < 6; ++k)
      for (Index unit = 0; unit < units; ++unit) {
        CHECK(inference.state.h.row(k)[unit] == training.state.h.row(k)[unit]);
        CHECK(inference.state.c.row(k)[unit] == training.state.c.row(k)[unit]);
      }
    CHECK(inference.cells.gates.count() == 6);
    CHECK(inference.cells.h_previous.count() == 12);
  }
}
