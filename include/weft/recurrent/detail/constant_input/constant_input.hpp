// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>

#include <weft/core/detail/exactly.hpp>
#include <weft/recurrent/detail/constant_input/constant_input_cells.hpp>

namespace weft::detail {

/// What a cell does while its input stays the same, for any number of steps: over padding that is not masked. This is
/// all that others know of it; how it is computed is in ConstantInputStates and ConstantInputCells.
///
/// forward goes from several beginnings at once; the states can be read anywhere on the way. In backward the gradients
/// of what was read are carried back to where the trajectories begin, or until they are zero to the bit, as most
/// become on a long way. However small a gradient is, it is carried on: farther back the state may be one from which it
/// grows again. The results are those of Unroll: to the bit in forward, to rounding in backward.
template <class Units, class Scalar> class ConstantInput : public ConstantInputStates<Units, Scalar> {
 public:
  using View = kernels::View<const Scalar>;
  using Trajectories = ConstantInputStates<Units, Scalar>;
  using Cell = typename Trajectories::Cell;
  using States = typename Trajectories::States;

  /// Where a state was read, whose gradient comes back.
  using Reader = typename Trajectories::Point;

  /// Takes back the gradients of states: row r of `read` is that of the state readers[r]. `begin` becomes the gradient
  /// of the states the trajectories begin with; visit(dz) sees every dz that counts.
  ///
  /// All trajectories go back together, u steps from the end of each.
  template <class Visit>
  void backward(std::span<const Reader> readers, const States& read, Cell& cell, States& begin, const Visit& visit) {
    sort();
    sort(readers);
    begin.resize_zero(this->count(), cell.weights.padded_units);
    gradient_.resize_zero(this->count(), cell.weights.padded_units);
    cells_.begin(*this, cell);
    std::size_t next = 0;
    for (Index u = 0; u < packing_.steps(); ++u) {
      for (; next < order_.size() && from_end(readers[order_[next]]) == u; ++next)
        add(readers[order_[next]], read, order_[next]);
      finish(u, begin);
      const Index running = packing_.active(u + 1);
      if (is_zero(running)) {
        if (next == order_.size()) break;
        u = from_end(readers[order_[next]]) - 1;
        continue;
      }
      step_back(u, running, cell, visit);
    }
    cells_.finish(cell, visit);
  }

 private:
  static std::size_t at(Index k) { return static_cast<std::size_t>(k); }

  /// The longest trajectory first, so that those which still run are the first rows of the gradient. Packed with one
  /// state more than a trajectory has steps.
  void sort() {
    states_.clear();
    for (Index k = 0; k < this->count(); ++k) states_.push_back(this->length(k) + 1);
    packing_.assign(states_);
    place_.resize(states_.size());
    for (Index i = 0; i < packing_.batch(); ++i) place_[at(packing_.order(i))] = i;
  }
  void sort(std::span<const Reader> readers) {
    order_.resize(readers.size());
    for (std::size_t r = 0; r < readers.size(); ++r) order_[r] = r;
    std::sort(order_.begin(), order_.end(), [&](std::size_t a, std::size_t b) {
      const Index ua = from_end(readers[a]), ub = from_end(readers[b]);
      return ua != ub ? ua < ub : a < b;
    });
  }
  [[nodiscard]] Index from_end(const Reader& reader) const { return this->length(reader.trajectory) - reader.steps; }

  void add(const Reader& reader, const States& read, std::size_t r) {
    const Index i = place_[at(reader.trajectory)];
    for (std::size_t s = 0; s < Units::states; ++s)
      for (Index unit = 0; unit < read.h().features(); ++unit)
        gradient_.each[s].row(i)[unit] += read.each[s].row(static_cast<Index>(r))[unit];
  }

  /// Trajectories u steps long are back at their beginning.
  void finish(Index u, States& begin) const {
    for (Index i = packing_.active(u + 1); i < packing_.active(u); ++i)
      detail::copy_states(gradient_, i, begin, packing_.order(i));
  }

  /// Whether nothing is carried back.
  [[nodiscard]] bool is_zero(Index running) const {
    return std::all_of(gradient_.each.begin(), gradient_.each.end(), [&](const Rows<Scalar>& d) {
      return std::all_of(d.data(), d.data() + running * d.features(), [](Scalar x) { return is_exactly(x, 0); });
    });
  }

  /// The step u from the end of each running trajectory, back.
  template <class Visit> void step_back(Index u, Index running, Cell& cell, const Visit& visit) {
    points_.clear();
    for (Index i = 0; i < running; ++i) points_.push_back({packing_.order(i), packing_.length(i) - 1 - u - 1});
    cells_.gather(*this, points_, cell, visit);
    cell.backward(typename Cell::GradientStep{.rows = running,
                                              .padded_units = cell.weights.padded_units,
                                              .previous = rows_of(std::as_const(cells_.previous), 0),
                                              .gradient = rows_of(gradient_, 0),
                                              .gates = cells_.kept.gates.data(),
                                              .extra = cells_.kept.extra.data(),
                                              .state_dz = cells_.state_dz.data()},
                  cells_.kept, 0);
    const Rows<Scalar>& dz = cells_.gathered_state_dz();
    cell.add_state_product(View(dz.data(), running, dz.features()), gradient_.h().data());
    cells_.add_gathered();
  }

  Packing packing_;
  std::vector<Index> states_, place_;
  std::vector<std::size_t> order_;
  std::vector<Reader> points_;
  ConstantInputCells<Units, Scalar> cells_;
  States gradient_;
};

}  // namespace weft::detail
