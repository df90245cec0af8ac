// SPDX-License-Identifier: MIT
#include <weft/recurrent/detail/frozen/frozen_cell.hpp>

#include <doctest/doctest.h>

#include <weft/recurrent/gru.hpp>
#include <weft/recurrent/lstm.hpp>

#include "../../../layers/laws.hpp"

namespace {

using weft::Index;

/// The states after one step of so many rows from random ones.
template <class Cell, class L> auto states_after(const L& layer, Index rows) {
  const auto p = layer.parameters();
  Cell cell;
  cell.pack(p.recurrent_kernel, p.bias);
  cell.weights.pack_for_cells(p.kernel);
  weft::Rng rng{3};
  typename Cell::States before, after;
  before.resize_zero(rows, cell.weights.padded_units);
  after.resize_zero(rows, cell.weights.padded_units);
  for (auto& state : before.each)
    for (Index row = 0; row < rows; ++row)
      for (Index unit = 0; unit < cell.weights.units; ++unit)
        state.row(row)[unit] = static_cast<float>(rng.uniform(-1, 1));
  std::vector<float> x(static_cast<std::size_t>(2 * rows));
  for (float& number : x) number = static_cast<float>(rng.uniform(-1, 1));
  typename Cell::Kept kept;
  cell.resize(rows, kept);
  auto step = cell.step(rows, rows_of(std::as_const(before), 0), kept, 0, rows_of(after, 0));
  step.input = cell.weights.input_product(x.data(), 2);
  cell.forward(step, kept, 0);
  return after;
}

template <class L> void check_states(L layer) {
  using Units = typename L::Units;
  weft::Rng rng{2};
  layer.build(2, rng);
  for (const Index rows : {1, 2, 7}) {
    auto expected = states_after<weft::detail::Cell<Units, float>>(layer, rows);
    auto given = states_after<weft::detail::FrozenCell<Units, float, float>>(layer, rows);
    for (std::size_t s = 0; s < Units::states; ++s)
      CHECK(std::equal(given.each[s].data(), given.each[s].data() + rows * given.each[s].features(),
                       expected.each[s].data()));
  }
}

}  // namespace

TEST_CASE("a frozen cell goes to the states that a cell goes to, to the bit, from one row or several") {
  check_states(weft::LSTM(5));
  check_states(weft::LSTM(33));
  check_states(weft::GRU(20));
  check_states(weft::GRU(20, weft::reset_after<false>));
}
