// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>

#include <weft/core/tensor.hpp>

namespace weft::detail {

/// Copies so many rows.
template <class Scalar>
void copy_rows(const Rows<Scalar>& from, Index from_row, Rows<Scalar>& to, Index to_row, Index rows = 1) {
  std::copy_n(from.row(from_row), rows * from.features(), to.row(to_row));
}

/// The states of several sequences, [sequences x padded units] each, h first, or their gradients.
template <class Scalar, std::size_t Count> struct States {
  std::array<Rows<Scalar>, Count> each;

  Rows<Scalar>& h() { return each[0]; }
  [[nodiscard]] const Rows<Scalar>& h() const { return each[0]; }

  void resize(Index sequences, Index padded_units) {
    for (Rows<Scalar>& rows : each) rows.resize(sequences, padded_units);
  }
  void resize_zero(Index sequences, Index padded_units) {
    for (Rows<Scalar>& rows : each) rows.resize_zero(sequences, padded_units);
  }
};

template <class Scalar, std::size_t Count>
void copy_states(const States<Scalar, Count>& from, Index from_row, States<Scalar, Count>& to, Index to_row,
                 Index rows = 1) {
  for (std::size_t s = 0; s < Count; ++s) copy_rows(from.each[s], from_row, to.each[s], to_row, rows);
}

/// Where so many rows of each state begin, from row `row` on.
template <class Scalar, std::size_t Count>
std::array<Scalar*, Count> rows_of(States<Scalar, Count>& states, Index row) {
  std::array<Scalar*, Count> first;
  for (std::size_t s = 0; s < Count; ++s) first[s] = states.each[s].row(row);
  return first;
}
template <class Scalar, std::size_t Count>
std::array<const Scalar*, Count> rows_of(const States<Scalar, Count>& states, Index row) {
  std::array<const Scalar*, Count> first;
  for (std::size_t s = 0; s < Count; ++s) first[s] = states.each[s].row(row);
  return first;
}

}  // namespace weft::detail
