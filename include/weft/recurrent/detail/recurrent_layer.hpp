// SPDX-License-Identifier: MIT
#pragma once

#include <weft/core/layer.hpp>
#include <weft/core/packed_sequence.hpp>
#include <weft/core/parameters.hpp>
#include <weft/recurrent/detail/recurrent_passes.hpp>
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
  static constexpr Returns returned = returns;
  using Scalar = S;
  using Input = PackedSequence<Scalar>;
  using State = RecurrentState<Scalar, Units::states>;
  using Output = ReturnedOutput<returns, State>;
  struct Tape : RecurrentTape<Units, Scalar> {
    Output y;
  };

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

  [[nodiscard]] Index input_features() const { return kernel.dimension(0); }
  [[nodiscard]] Index output_features() const { return units_; }
  [[nodiscard]] Direction direction() const { return options_.direction; }
  [[nodiscard]] bool use_bias() const { return options_.use_bias; }

  /// The same layer going the other way.
  [[nodiscard]] Derived reversed() const {
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
    Passes::final_state(parameters(), x, tape, state);
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
    Passes::initial_state_gradient(parameters(), x, tape, gradient);
  }

  /// What the passes read.
  [[nodiscard]] RecurrentParameters<Scalar> parameters() const {
    return {kernel, recurrent_kernel, Derived::biases(use_bias() ? bias.data() : nullptr, units_), options_};
  }

  /// Throws std::invalid_argument unless the layer is built, and its parameters have the right shapes.
  void check_built() const {
    throw_unless(kernel.size() > 0, Derived::type_name,
                 ": not built; call build(input_features, rng) or put it in a Sequential");
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
  /// The same, and unless the input is one that it can read.
  void check_input(const Input& x) const {
    check_built();
    check_rows(Derived::type_name, x);
    throw_unless(x.packing.rows() == 0 || x.features() == kernel.dimension(0), Derived::type_name, ": the input has ",
                 x.features(), " features; expected ", kernel.dimension(0));
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
  using Passes = RecurrentPasses<Units, Scalar>;

  Derived& derived() { return static_cast<Derived&>(*this); }
  [[nodiscard]] const Derived& derived() const { return static_cast<const Derived&>(*this); }

  static void check_rate(std::string_view name, double rate) {
    throw_unless(rate >= 0 && rate < 1, Derived::type_name, ": ", name, " is ", rate,
                 "; expected at least 0 and less than 1");
  }

  using BiasExtents = typename Tensor<Scalar, BiasRank>::Dimensions;
  /// Those of a layer without a bias are zero.
  [[nodiscard]] BiasExtents bias_extents() const {
    return use_bias() ? BiasExtents(Derived::bias_shape(units_)) : BiasExtents();
  }

  void check_state(std::string_view name, const Input& x, const State& state) const {
    for (const Tensor<Scalar, 2>& each : state.each)
      throw_unless(each.dimension(0) == x.packing.batch() && each.dimension(1) == units_, Derived::type_name, ": ",
                   name, " is ", Shape(each.dimensions()), "; expected [", x.packing.batch(), " x ", units_, ']');
  }

  static const State* final_state_of([[maybe_unused]] const Output& dy) {
    if constexpr (returns_state(returns))
      return &dy.state;
    else
      return nullptr;
  }

  const Output& run(const Input& x, const State* initial, Tape& tape) const {
    tape.begin_forward();
    Passes::forward(parameters(), x, initial, tape, values_of(tape.y));
    if constexpr (returns_state(returns)) final_state(x, tape, tape.y.state);
    tape.end_forward(derived(), x);
    return tape.y;
  }

  const Input& run_back(const Input& x, const Output& dy, const State* d_final, Tape& tape, Derived& gradient) const {
    tape.begin_backward(derived(), x, &tape.y, dy, gradient);
    return Passes::backward(parameters(), x, values_of(dy), d_final, tape,
                            {gradient.kernel, gradient.recurrent_kernel,
                             Derived::biases(use_bias() ? gradient.bias.data() : nullptr, units_)});
  }
};

}  // namespace weft::detail
