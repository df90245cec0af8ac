// SPDX-License-Identifier: MIT
#pragma once

#include <weft/recurrent/detail/frozen/frozen_cell.hpp>
#include <weft/recurrent/detail/frozen/frozen_layer.hpp>
#include <weft/recurrent/detail/frozen/made_in_place.hpp>
#include <weft/recurrent/detail/frozen/stored_as.hpp>
#include <weft/recurrent/detail/recurrent_layer.hpp>

namespace weft::detail {

template <class L>
concept AnyRecurrentLayer = requires(const L& layer) {
  typename L::Units;
  { layer.parameters() } -> std::same_as<RecurrentParameters<typename L::Scalar>>;
};

template <AnyRecurrentLayer L, class Weight> class FrozenLayer<L, Weight> {
  using Units = typename L::Units;
  using Output = typename L::Output;

 public:
  using Scalar = typename L::Scalar;
  using View = kernels::View<const Scalar>;

  struct Pass {
    InputProduct<Units, Scalar, Weight> input;
    Unroll<Units, Scalar, Weight> unroll;
    Output y;
  };

  /// Two sets of states take turns: a step reads the one and writes the other. The two steps are made once.
  struct State {
    std::array<States<Scalar, Units::states>, 2> states;
    std::size_t now = 0;
    KeptSteps<Units, Scalar> kept;
    MadeInPlace<std::array<kernels::CellStep<Units, Scalar, Weight>, 2>> steps;
  };

  explicit FrozenLayer(const L& layer) : layer_(layer) {
    layer.check_built();
    const RecurrentParameters<Scalar> p = layer.parameters();
    cell_.general.functions = p.options.functions;
    const auto &kernel = stored_as<Weight>(p.kernel, L::type_name),
               &recurrent_kernel = stored_as<Weight>(p.recurrent_kernel, L::type_name);
    cell_.pack(recurrent_kernel, p.bias);
    cell_.weights.pack_for_cells(kernel);
    cell_.weights.pack_for_tables(kernel);
  }

  const Output& forward(const typename L::Input& x, Pass& pass) const {
    layer_.check_input(x);
    pass.unroll.begin.resize_zero(x.packing.batch(), cell_.weights.padded_units);
    pass.input.project(x, cell_.weights);
    unroll(x, pass, values_of(pass.y));
    if constexpr (returns_state(L::returned)) set_final_state(x, pass, pass.y.state);
    return pass.y;
  }

  void begin(Index batch, State& state) const {
    throw_unless(layer_.direction() == Direction::forward, L::type_name,
                 ": goes backward, from the end of a sequence; a stream has none");
    for (auto& each : state.states) each.resize_zero(batch, cell_.weights.padded_units);
    state.now = 0;
    cell_.resize(batch, state.kept);
    state.kept.scratch.resize(batch, units());
    state.steps.set(make_steps(batch, state));
  }

  View step(const View& x, State& state) const {
    if (state.steps.is_missing()) state.steps.set(make_steps(x.rows, state));
    auto& step = (*state.steps)[state.now];
    step.input.a = x.data;
    step.input.row_stride = x.row_stride;
    cell_.forward(step, state.kept, 0);
    state.now = 1 - state.now;
    return {step.next[0], x.rows, units(), cell_.weights.padded_units};
  }

  void for_each_state(auto& state, auto&& visit) const {
    for (auto& rows : state.states[state.now].each) visit(rows, units());
  }

 private:
  [[nodiscard]] Index units() const { return cell_.weights.units; }

  /// The step from the first set of states to the second one, and back.
  auto make_steps(Index batch, State& state) const {
    const auto make = [&](std::size_t from, kernels::BlockOrder order) {
      auto step = cell_.step(batch, rows_of(std::as_const(state.states[from]), 0), state.kept, 0,
                             rows_of(state.states[1 - from], 0));
      step.input = cell_.weights.input_product(nullptr, layer_.input_features());
      step.units = units();
      step.order = order;
      return step;
    };
    // What one reads last, the other one reads first, so that of large weights a part stays in the cache.
    return std::array{make(0, kernels::BlockOrder::up), make(1, kernels::BlockOrder::down)};
  }

  void unroll(const typename L::Input& x, Pass& pass, const auto& on_step) const {
    pass.unroll.forward(
        x.packing, layer_.direction(), Purpose::inference, cell_,
        [&](const Packing::Step& step, kernels::CellStep<Units, Scalar, Weight>& cells) {
          pass.input.set_input(x, cell_.weights, x.is_indexed() ? x.index.data() : nullptr, step, cells);
        },
        on_step);
  }
  void unroll(const typename L::Input& x, Pass& pass, Tensor<Scalar, 2>& y) const {
    unroll(x, pass, [](const Packing::Step&, const Scalar*) {});
    set_end(x, pass, 0, y);
  }
  void unroll(const typename L::Input& x, Pass& pass, PackedSequence<Scalar>& y) const {
    resize_for(x.packing, units(), y);
    unroll(x, pass, [&](const Packing::Step& step, const Scalar* h) {
      for (Index k = 0; k < step.rows; ++k)
        std::copy_n(h + k * cell_.weights.padded_units, units(), y.values.row(step.first + k));
    });
  }

  void set_end(const typename L::Input& x, const Pass& pass, std::size_t s, Tensor<Scalar, 2>& to) const {
    to.resize(x.packing.batch(), units());
    for (Index k = 0; k < x.packing.batch(); ++k)
      std::copy_n(pass.unroll.end.each[s].row(k), units(), &to(x.packing.order(k), 0));
  }
  void set_final_state(const typename L::Input& x, const Pass& pass, typename L::State& state) const {
    for (std::size_t s = 0; s < Units::states; ++s) set_end(x, pass, s, state.each[s]);
  }

  const L& layer_;
  FrozenCell<Units, Scalar, Weight> cell_;
};

}  // namespace weft::detail
