// SPDX-License-Identifier: MIT
#pragma once

#include <weft/recurrent/detail/recurrent_options.hpp>
#include <weft/recurrent/detail/recurrent_tape.hpp>
#include <weft/recurrent/recurrent_state.hpp>

namespace weft::detail {

/// What a pass reads of a recurrent layer.
template <class Scalar> struct RecurrentParameters {
  const Tensor<Scalar, 2>& kernel;            ///< W
  const Tensor<Scalar, 2>& recurrent_kernel;  ///< U
  Biases<const Scalar> bias;
  const RecurrentOptions& options;

  [[nodiscard]] Index units() const { return recurrent_kernel.dimension(0); }
};

/// What a backward adds to.
template <class Scalar> struct RecurrentGradients {
  Tensor<Scalar, 2>& kernel;
  Tensor<Scalar, 2>& recurrent_kernel;
  Biases<Scalar> bias;
};

/// The passes of a recurrent layer over what has been checked. They are the same for all layers of one cell, whatever
/// these return, and the most that a compiler has to do for a layer; hence they are apart from it and not inline, so
/// that the compiled library can have them.
template <class Units, class Scalar> class RecurrentPasses {
 public:
  using Input = PackedSequence<Scalar>;
  using Last = Tensor<Scalar, 2>;
  using Tape = RecurrentTape<Units, Scalar>;
  using State = RecurrentState<Scalar, Units::states>;
  using Parameters = RecurrentParameters<Scalar>;
  using Gradients = RecurrentGradients<Scalar>;

  /// From the initial states, or from zero where there are none, to each sequence's last h.
  static void forward(const Parameters& layer, const Input& x, const State* initial, Tape& tape, Last& y);
  /// The same, to the h after every step.
  static void forward(const Parameters& layer, const Input& x, const State* initial, Tape& tape, Input& y);
  /// The states that the last forward ended with, in the caller's order.
  static void final_state(const Parameters& layer, const Input& x, const Tape& tape, State& state);

  /// From the gradient of what forward gave and, where it is known, that of the final states to dx; the parameters'
  /// gradients are added to.
  static const Input& backward(const Parameters& layer, const Input& x, const Last& dy, const State* d_final,
                               Tape& tape, const Gradients& gradient);
  static const Input& backward(const Parameters& layer, const Input& x, const Input& dy, const State* d_final,
                               Tape& tape, const Gradients& gradient);
  /// dL/d(initial states) after a backward, in the caller's order.
  static void initial_state_gradient(const Parameters& layer, const Input& x, const Tape& tape, State& gradient);

 private:
  static void begin_forward(const Parameters& layer, const Input& x, const State* initial, Tape& tape);
  static void begin_backward(const Parameters& layer, const Input& x, const State* d_final, Tape& tape);
  static const Input& end_backward(const Input& x, Tape& tape, const Gradients& gradient);

  /// The rows of states in the order of the caller become padded rows in that of `order`.
  template <class Order>
  static void pad(const State* states, Index batch, const Order& order, typename Tape::States& to, Index padded_units) {
    to.resize_zero(batch, padded_units);
    if (states == nullptr) return;
    for (Index k = 0; k < batch; ++k)
      for (std::size_t s = 0; s < Units::states; ++s)
        std::copy_n(&states->each[s](order(k), 0), states->each[s].dimension(1), to.each[s].row(k));
  }

  static void add(const Scalar* dy, Index units, Scalar* dh) {
    for (Index unit = 0; unit < units; ++unit) dh[unit] += dy[unit];
  }
};

template <class Units, class Scalar>
void RecurrentPasses<Units, Scalar>::begin_forward(const Parameters& layer, const Input& x, const State* initial,
                                                   Tape& tape) {
  tape.has_initial_state = initial != nullptr;
  auto& cell = tape.cell;
  cell.general.functions = layer.options.functions;
  tape.draw_masks(x, layer.options.dropout, layer.units());
  if (tape.dropout.is_on()) tape.dropout.copy(x);
  cell.pack(layer.recurrent_kernel, layer.bias);
  tape.input.project(tape.input_for_cells(x), layer.kernel, cell.weights, tape.dropout);
  pad(
      initial, x.packing.batch(), [&](Index k) { return x.packing.order(k); }, tape.unroll.begin,
      cell.weights.padded_units);
}

template <class Units, class Scalar>
void RecurrentPasses<Units, Scalar>::forward(const Parameters& layer, const Input& x, const State* initial, Tape& tape,
                                             Last& y) {
  begin_forward(layer, x, initial, tape);
  const Direction direction = layer.options.direction;
  const Input& read = tape.input_for_cells(x);
  if (!tape.forward_with_tails(read, direction, initial == nullptr))
    tape.forward(read, direction, [](const Packing::Step&, const Scalar*) {});
  y.resize(x.packing.batch(), layer.units());
  for (Index k = 0; k < x.packing.batch(); ++k)
    std::copy_n(tape.end_state(k, 0, direction), layer.units(), &y(tape.order(x, k), 0));
}

template <class Units, class Scalar>
void RecurrentPasses<Units, Scalar>::forward(const Parameters& layer, const Input& x, const State* initial, Tape& tape,
                                             Input& y) {
  begin_forward(layer, x, initial, tape);
  y.packing = x.packing;
  y.values.resize(x.packing.rows(), layer.units());
  tape.forward(tape.input_for_cells(x), layer.options.direction, [&](const Packing::Step& step, const Scalar* h) {
    for (Index k = 0; k < step.rows; ++k)
      std::copy_n(h + k * tape.cell.weights.padded_units, layer.units(), y.values.row(step.first + k));
  });
}

template <class Units, class Scalar>
void RecurrentPasses<Units, Scalar>::final_state(const Parameters& layer, const Input& x, const Tape& tape,
                                                 State& state) {
  state.resize(x.packing.batch(), layer.units());
  for (Index k = 0; k < x.packing.batch(); ++k)
    for (std::size_t s = 0; s < Units::states; ++s)
      std::copy_n(tape.end_state(k, s, layer.options.direction), layer.units(), &state.each[s](tape.order(x, k), 0));
}

template <class Units, class Scalar>
void RecurrentPasses<Units, Scalar>::begin_backward(const Parameters& layer, const Input& x, const State* d_final,
                                                    Tape& tape) {
  tape.cell.begin_gradients(layer.kernel, layer.recurrent_kernel);
  tape.dropout.begin_gradients(layer.kernel);
  pad(
      d_final, x.packing.batch(), [&](Index k) { return tape.order(x, k); }, tape.unroll.gradient,
      tape.cell.weights.padded_units);
}

template <class Units, class Scalar>
const PackedSequence<Scalar>& RecurrentPasses<Units, Scalar>::end_backward(const Input& x, Tape& tape,
                                                                           const Gradients& gradient) {
  tape.dropout.add_gradients_to(gradient.kernel);
  tape.cell.add_gradients_to(gradient.kernel, gradient.recurrent_kernel, gradient.bias);
  return tape.dropout.is_on() ? tape.dropout.gradient(x, tape.dx) : tape.dx;
}

/// dL/d(last h) is dy.
template <class Units, class Scalar>
const PackedSequence<Scalar>& RecurrentPasses<Units, Scalar>::backward(const Parameters& layer, const Input& x,
                                                                       const Last& dy, const State* d_final, Tape& tape,
                                                                       const Gradients& gradient) {
  begin_backward(layer, x, d_final, tape);
  for (Index k = 0; k < x.packing.batch(); ++k)
    add(&dy(tape.order(x, k), 0), layer.units(), tape.unroll.gradient.h().row(k));
  tape.backward(tape.input_for_cells(x), layer.options.direction, [](const Packing::Step&, Rows<Scalar>&) {});
  return end_backward(x, tape, gradient);
}

/// Every step's h was given, so every step adds its dy to dh.
template <class Units, class Scalar>
const PackedSequence<Scalar>& RecurrentPasses<Units, Scalar>::backward(const Parameters& layer, const Input& x,
                                                                       const Input& dy, const State* d_final,
                                                                       Tape& tape, const Gradients& gradient) {
  begin_backward(layer, x, d_final, tape);
  tape.backward(tape.input_for_cells(x), layer.options.direction, [&](const Packing::Step& step, Rows<Scalar>& dh) {
    for (Index k = 0; k < step.rows; ++k) add(dy.row(step.first + k), layer.units(), dh.row(k));
  });
  return end_backward(x, tape, gradient);
}

template <class Units, class Scalar>
void RecurrentPasses<Units, Scalar>::initial_state_gradient(const Parameters& layer, const Input& x, const Tape& tape,
                                                            State& gradient) {
  gradient.resize(x.packing.batch(), layer.units());
  for (Index k = 0; k < x.packing.batch(); ++k)
    for (std::size_t s = 0; s < Units::states; ++s)
      std::copy_n(tape.unroll.gradient.each[s].row(k), layer.units(), &gradient.each[s](tape.order(x, k), 0));
}

}  // namespace weft::detail
