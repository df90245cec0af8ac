// SPDX-License-Identifier: MIT
#pragma once

#include <numeric>

#include <weft/recurrent/detail/general_cell/general_cell.hpp>

namespace weft::detail {

/// Gates 0, 1, 2, ... in this order.
template <int count> constexpr kernels::GateOrder<static_cast<std::size_t>(count)> gates_in_order() {
  kernels::GateOrder<static_cast<std::size_t>(count)> order{};
  std::iota(order.begin(), order.end(), Index{0});
  return order;
}

/// Whether a user's cell says by itself which gates the input's and the state's product fill; see kernels/cell.hpp.
template <class C>
concept HasGateOrders = requires {
  C::panels;
  C::input_gates;
  C::state_gates;
};

template <class C> struct OwnCellPanels {
  static constexpr int panels = C::gates;
  static constexpr auto input_gates = gates_in_order<C::gates>(), state_gates = input_gates;
};
template <HasGateOrders C> struct OwnCellPanels<C> {
  static constexpr int panels = C::panels;
  static constexpr auto input_gates = C::input_gates;
  static constexpr auto state_gates = C::state_gates;
};

/// A user's cell as the kernels read one: all of its states are kept, and h_prev may reach h directly.
template <class C> struct OwnCellUnits : OwnCellPanels<C> {
  using OwnCellPanels<C>::panels;
  static constexpr int keras_gates = C::gates, states = C::states, first_kept_state = 0;
  static constexpr bool h_has_direct_way = true;

  template <class V> using Panels = V[static_cast<std::size_t>(panels)];
  template <class V> using States = V[static_cast<std::size_t>(states)];

  template <class V>
  requires requires(Panels<V>& z, const States<V>& previous, States<V>& next) { C::forward(z, previous, next); }
  [[gnu::always_inline]] static inline void forward(Panels<V>& z, const States<V>& previous, States<V>& next) {
    C::forward(z, previous, next);
  }
  template <class V>
  [[gnu::always_inline]] static inline void backward(Panels<V>& gates, const States<V>& previous, States<V>& gradient,
                                                     V& /*h*/) {
    C::backward(gates, previous, gradient);
  }
};

/// Whether a user's cell has equations over whole rows.
template <class C>
concept HasRowEquations = requires(DenseStep<OwnCellUnits<C>, float>& step,
                                   const GateProduct<GateProducts<float>, float>& candidate) {
  C::forward_rows(step, candidate);
  C::backward_rows(step, candidate);
};

template <HasRowEquations C> struct RowEquations<OwnCellUnits<C>> {
  template <class Step, class Product> static void forward(const CellFunctions&, Step& step, const Product& candidate) {
    C::forward_rows(step, candidate);
  }
  template <class Step, class Product>
  static void backward(const CellFunctions&, Step& step, const Product& candidate) {
    C::backward_rows(step, candidate);
  }
};

}  // namespace weft::detail
