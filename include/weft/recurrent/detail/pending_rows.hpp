// SPDX-License-Identifier: MIT
#pragma once

#include <weft/core/packing.hpp>
#include <weft/recurrent/detail/cell.hpp>

namespace weft::detail {

/// Neighbouring rows of a packed batch, in a window that moves with those that are pending.
template <class Scalar> class MovingWindow {
 public:
  void resize(Index rows, Index features) { window_.resize(rows, features); }
  /// The first rows of a new group are those of this step; backward over the direction the others will be before or
  /// after them.
  void begin_at(const Packing::Step& step, Direction direction) {
    base_ = direction == Direction::forward ? step.first + step.rows - window_.count() : step.first;
  }
  /// Where a packed row is.
  Scalar* row(Index packed_row) { return window_.row(packed_row - base_); }

 private:
  Rows<Scalar> window_;
  Index base_ = 0;  ///< the packed row of the window's first
};

/// The rows of backward whose dz is complete and has yet to be used: some hundred, enough work for a product, and
/// little enough to be in the cache still. They are neighbours. What of them the tape has no room for is in windows
/// that move with them: h_prev where the cell does not keep h, since backward finds it again anyway, and the dz of the
/// state's product where it is not the input's.
template <class Units, class Scalar> class PendingRows {
 public:
  using View = kernels::View<const Scalar>;
  static constexpr Index enough = 256;
  static constexpr bool keeps_h = Units::first_kept_state == 0;
  Index first = 0, count = 0;

  void begin(Index batch, const CellWeights<Units, Scalar>& weights) {
    count = 0;
    if (!keeps_h) h_previous_.resize(enough + batch, weights.padded_units);
    if (has_state_dz<Units>) state_dz_.resize(enough + batch, weights.state_columns());
  }

  [[nodiscard]] bool are_enough() const { return count >= enough; }

  /// Adds the rows of a step, next to those that are there.
  void add(const Packing::Step& step, Direction direction) {
    if (count == 0) {
      h_previous_.begin_at(step, direction);
      state_dz_.begin_at(step, direction);
    }
    first = count == 0 ? step.first : (std::min)(first, step.first);
    count += step.rows;
  }

  Scalar* h_previous(Index packed_row) requires(!keeps_h) { return h_previous_.row(packed_row); }
  Scalar* state_dz(Index packed_row) requires(has_state_dz<Units>) { return state_dz_.row(packed_row); }

 private:
  MovingWindow<Scalar> h_previous_, state_dz_;
};

}  // namespace weft::detail
