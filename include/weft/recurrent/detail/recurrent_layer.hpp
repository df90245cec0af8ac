// SPDX-License-Identifier: MIT
#pragma once

#include <weft/core/layer.hpp>
#include <weft/core/parameters.hpp>
#include <weft/core/sequence.hpp>
#include <weft/recurrent/detail/recurrent_options.hpp>
#include <weft/recurrent/detail/recurrent_tape.hpp>
#include <weft/recurrent/recurrent_state.hpp>
#include <weft/recurrent/returns.hpp>

namespace weft::detail {

/// What LSTM, GRU and SimpleRNN share: all but their equations, which Units has, and their constructors. Derived is the
/// layer itself, which also says
///
///   type_name                                      Keras's name
///   static std::array<Index> bias_shape(Index units)
///   void set_bias(Tensor& bias)                    changes the bias of a new layer, after its initializer, if it has
///   one static Biases<T> biases(T* first, Index units) where the biases of the input's and the state's product are in
///   it
template <class Derived, class UnitsType, std::floating_point S, Returns returns, int BiasRank> class RecurrentLayer {
 public:
  using Units = UnitsType;
  using Scalar = S;
  using Input = Sequence<Scalar>;
  using State = RecurrentState<Scalar, Units::states>;
  using Output = ReturnedOutput<returns, State>;
  using Tape = RecurrentTape<Units, Scalar, Output>;

  Tensor<Scalar, 2> kernel;            ///< W, [input_dim x gates units]
  Tensor<Scalar, 2> recurrent_kernel;  ///< U, [units x gates units]
  Tensor<Scalar, BiasRank> bias;       ///< b, [gates units]; of a GRU with reset_after [2 x gates units]

  Index build(Index input_features, Rng& rng) {
    if (is_built_for(derived(), input_features)) return units_;
    check_input_features(Derived::type_name, input_features);
    kernel.resize(input_features, gates * units_);
    initialize(options_.kernel_initializer, kernel, rng);
    recurrent_kernel.resize(units_, gates * units_);
    initialize(options_.recurrent_initializer, recurrent_kernel, rng);
    bias.resize(bias_extents());
    initialize(options_.bias_initializer, bias, rng);
    if constexpr (requires { derived().set_bias(bias); })
      if (use_bias()) derived().set_bias(bias);
    return units_;
  }

  Index input_features() const { return kernel.dimension(0); }
  Index output_features() const { return units_; }
  Direction direction() const { return options_.direction; }
  bool use_bias() const { return options_.use_bias; }

  /// The same layer going the other way.
  Derived reversed() const {
    Derived other = derived();
    other.options_.direction = direction() == Direction::forward ? Direction::backward : Direction::forward;
    return other;
  }

  /// From zero states.
  const Output& forward(const Input& x, Tape& tape) const {
    check_input(x);
    return run(x, nullptr, tape);
  }
  /// From the given states, those of the caller's k-th sequence in row k.
  const Output& forward(const Input& x, const State& initial_state, Tape& tape) const {
    check_input(x);
    check_state("the initial state", x, initial_state);
    return run(x, &initial_state, tape);
  }

  /// The states that the tape's last forward ended with, in the caller's order: what a next forward may go on from.
  void final_state(const Input& x, const Tape& tape, State& state) const {
    state.resize(x.packing.batch(), units_);
    for (Index k = 0; k < x.packing.batch(); ++k)
      for (std::size_t s = 0; s < Units::states; ++s)
        std::copy_n(tape.end_state(k, s, direction()), units_, &state.each[s](tape.order(x, k), 0));
  }

  const Input& backward(const Input& x, const Output& dy, Tape& tape, Derived& gradient) const {
    return run_back(x, dy, final_state_of(dy), tape, gradient);
  }
  /// With the gradient of the final states as well, where these are not part of the output. That of the initial ones is
  /// in initial_state_gradient afterwards.
  const Input& backward(const Input& x, const Output& dy, const State& d_final_state, Tape& tape,
                        Derived& gradient) const requires(!returns_state(returns)) {
    check_state("the final state's gradient", x, d_final_state);
    return run_back(x, dy, &d_final_state, tape, gradient);
  }
  /// dL/d(initial state), after a backward. Throws std::invalid_argument if the forward was not given a state.
  void initial_state_gradient(const Input& x, const Tape& tape, State& gradient) const {
    throw_unless(tape.has_initial_state, Derived::type_name,
                 ": the forward was given no initial state, which could have a gradient");
    gradient.resize(x.packing.batch(), units_);
    for (Index k = 0; k < x.packing.batch(); ++k)
      for (std::size_t s = 0; s < Units::states; ++s)
        std::copy_n(tape.unroll.gradient.each[s].row(k), units_, &gradient.each[s](tape.order(x, k), 0));
  }

  void for_each_setting(auto&& visit) const {
    visit_common_settings(visit);
    visit("activation", activation_name(options_.functions.activation));
    if constexpr (Units::keras_gates > 1)
      visit("recurrent_activation", activation_name(options_.functions.recurrent_activation));
  }
  static void for_each_parameter(auto&& visit, auto&... layer) {
    visit("kernel", layer.kernel...);
    visit("recurrent_kernel", layer.recurrent_kernel...);
    if ((layer.use_bias() && ...)) visit("bias", layer.bias...);
  }

 protected:
  static constexpr auto gates = static_cast<Index>(Units::keras_gates);

  RecurrentLayer(Index units, RecurrentOptions options) : units_(units), options_(std::move(options)) {
    check_extent(Derived::type_name, "units", units);
    check_rate("dropout", options_.dropout.input);
    check_rate("recurrent_dropout", options_.dropout.state);
  }

  void visit_common_settings(auto&& visit) const {
    visit("direction", direction() == Direction::forward ? "forward" : "backward");
    visit("returns", returns_name(returns));
  }

  Index units_;
  RecurrentOptions options_;

 private:
  Derived& derived() { return static_cast<Derived&>(*this); }
  const Derived& derived() const { return static_cast<const Derived&>(*this); }

  static void check_rate(std::string_view name, double rate) {
    throw_unless(rate >= 0 && rate < 1, Derived::type_name, ": ", name, " is ", rate,
                 "; expected at least 0 and less than 1");
  }

  void check_input(const Input& x) const {
    throw_unless(kernel.size() > 0, Derived::type_name,
                 ": not built; call build(input_features, rng) or put it in a Sequential");
    check_parameters();
    check_rows(Derived::type_name, x);
    throw_unless(x.packing.rows() == 0 || x.features() == kernel.dimension(0), Derived::type_name, ": the input has ",
                 x.features(), " features; expected ", kernel.dimension(0));
  }

  void check_parameters() const {
    const Index columns = gates * units_;
    const BiasExtents expected = bias_extents();
    if (kernel.dimension(1) == columns && recurrent_kernel.dimension(0) == units_ &&
        recurrent_kernel.dimension(1) == columns && bias.dimensions() == expected)
      return;
    throw std::invalid_argument(
        concat(Derived::type_name, ": the kernel is ", shape_text(kernel), ", the recurrent kernel ",
               shape_text(recurrent_kernel), ", the bias ", shape_text(bias), "; expected ", columns, " columns, ",
               units_, " rows of the recurrent kernel and a bias ", shape_text(Tensor<Scalar, BiasRank>(expected))));
  }

  using BiasExtents = typename Tensor<Scalar, BiasRank>::Dimensions;
  /// Those of a layer without a bias are zero.
  BiasExtents bias_extents() const { return use_bias() ? BiasExtents(Derived::bias_shape(units_)) : BiasExtents(); }

  void check_state(std::string_view name, const Input& x, const State& state) const {
    for (const Tensor<Scalar, 2>& each : state.each)
      throw_unless(each.dimension(0) == x.packing.batch() && each.dimension(1) == units_, Derived::type_name, ": ",
                   name, " is ", shape_text(each), "; expected [", x.packing.batch(), " x ", units_, ']');
  }

  static const State* final_state_of([[maybe_unused]] const Output& dy) {
    if constexpr (returns_state(returns))
      return &dy.state;
    else
      return nullptr;
  }

  /// The rows of states in the order of the caller become padded rows in that of `order`.
  template <class Order>
  void pad(const State* states, Index batch, const Order& order, typename Tape::States& to, Index padded_units) const {
    to.resize_zero(batch, padded_units);
    if (states == nullptr) return;
    for (Index k = 0; k < batch; ++k)
      for (std::size_t s = 0; s < Units::states; ++s)
        std::copy_n(&states->each[s](order(k), 0), units_, to.each[s].row(k));
  }

  const Output& run(const Input& x, const State* initial, Tape& tape) const {
    tape.begin_forward();
    tape.has_initial_state = initial != nullptr;
    auto& cell = tape.cell;
    cell.general.functions = options_.functions;
    tape.draw_masks(x, options_.dropout, units_);
    if (tape.dropout.is_on()) tape.dropout.copy(x);
    cell.pack(recurrent_kernel, Derived::biases(use_bias() ? bias.data() : nullptr, units_));
    const Input& read = tape.input_for_cells(x);
    tape.input.project(read, kernel, cell.weights, tape.dropout);
    pad(
        initial, x.packing.batch(), [&](Index k) { return x.packing.order(k); }, tape.unroll.begin,
        cell.weights.padded_units);
    run(read, initial == nullptr, tape, values_of(tape.y));
    if constexpr (returns_state(returns)) final_state(x, tape, tape.y.state);
    tape.end_forward(derived(), x);
    return tape.y;
  }

  void run(const Input& x, bool from_zero, Tape& tape, Tensor<Scalar, 2>& y) const {
    if (!tape.forward_with_tails(x, direction(), from_zero))
      tape.forward(x, direction(), [](const Packing::Step&, const Scalar*) {});
    y.resize(x.packing.batch(), units_);
    for (Index k = 0; k < x.packing.batch(); ++k)
      std::copy_n(tape.end_state(k, 0, direction()), units_, &y(tape.order(x, k), 0));
  }

  void run(const Input& x, bool /*from_zero*/, Tape& tape, Sequence<Scalar>& y) const {
    y.packing = x.packing;
    y.values.resize(x.packing.rows(), units_);
    tape.forward(x, direction(), [&](const Packing::Step& step, const Scalar* h) {
      for (Index k = 0; k < step.rows; ++k)
        std::copy_n(h + k * tape.cell.weights.padded_units, units_, y.values.row(step.first + k));
    });
  }

  const Input& run_back(const Input& x, const Output& dy, const State* d_final, Tape& tape, Derived& gradient) const {
    tape.begin_backward(derived(), x, &tape.y, dy, gradient);
    tape.cell.begin_gradients(kernel, recurrent_kernel);
    tape.dropout.begin_gradients(kernel);
    pad(
        d_final, x.packing.batch(), [&](Index k) { return tape.order(x, k); }, tape.unroll.gradient,
        tape.cell.weights.padded_units);
    run_back(tape.input_for_cells(x), values_of(dy), tape);
    tape.dropout.add_gradients_to(gradient.kernel);
    tape.cell.add_gradients_to(gradient.kernel, gradient.recurrent_kernel,
                               Derived::biases(use_bias() ? gradient.bias.data() : nullptr, units_));
    return tape.dropout.is_on() ? tape.dropout.gradient(x, tape.dx) : tape.dx;
  }

  /// dL/d(last h) is dy.
  void run_back(const Input& x, const Tensor<Scalar, 2>& dy, Tape& tape) const {
    for (Index k = 0; k < x.packing.batch(); ++k) add(&dy(tape.order(x, k), 0), tape.unroll.gradient.h().row(k));
    tape.backward(x, direction(), [](const Packing::Step&, Rows<Scalar>&) {});
  }

  /// Every step's h was given, so every step adds its dy to dh.
  void run_back(const Input& x, const Sequence<Scalar>& dy, Tape& tape) const {
    tape.backward(x, direction(), [&](const Packing::Step& step, Rows<Scalar>& dh) {
      for (Index k = 0; k < step.rows; ++k) add(dy.row(step.first + k), dh.row(k));
    });
  }

  void add(const Scalar* dy, Scalar* dh) const {
    for (Index unit = 0; unit < units_; ++unit) dh[unit] += dy[unit];
  }
};

}  // namespace weft::detail
