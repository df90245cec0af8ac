// SPDX-License-Identifier: MIT
#pragma once

#include <weft/core/parameters.hpp>
#include <weft/core/sequence.hpp>
#include <weft/core/thread_pool.hpp>

namespace weft {

/// Two copies of a recurrent layer, one reading each way, their outputs side by side (Keras's merge_mode "concat";
/// Schuster & Paliwal 1997).
///
///   y = [forward(x) | backward(x)]                 features: 2 units
///
/// The copies have parameters of their own. A tape that was given a pool runs the two at the same time; they share no
/// data that they write, so the result is the same to the bit. Errors are the layer's own.
template <class L> class Bidirectional {
 public:
  using Scalar = typename L::Scalar;
  using Input = typename L::Input;
  using Output = typename L::Output;
  static constexpr std::string_view type_name = "Bidirectional";

  struct Tape {
    typename L::Tape forward, backward;
    Output y, dy_forward, dy_backward;
    Input dx;
    ThreadPool* pool = nullptr;

    void use(ThreadPool* threads) { pool = threads; }
  };

  L forward_layer, backward_layer;

  explicit Bidirectional(const L& layer) : forward_layer(layer), backward_layer(layer.reversed()) {}

  Index build(Index input_features, Rng& rng) {
    return forward_layer.build(input_features, rng) + backward_layer.build(input_features, rng);
  }
  Index output_features() const { return forward_layer.output_features() + backward_layer.output_features(); }

  const Output& forward(const Input& x, Tape& tape) const {
    run_both(
        tape.pool, [&] { forward_layer.forward(x, tape.forward); }, [&] { backward_layer.forward(x, tape.backward); });
    concatenate(tape.forward.y, tape.backward.y, tape.y);
    return tape.y;
  }

  ///   dx = dx of the forward layer + dx of the backward layer
  const Input& backward(const Input& x, const Output& dy, Tape& tape, Bidirectional& gradient) const {
    split(dy, tape.dy_forward, tape.dy_backward);
    run_both(
        tape.pool, [&] { forward_layer.backward(x, tape.dy_forward, tape.forward, gradient.forward_layer); },
        [&] { backward_layer.backward(x, tape.dy_backward, tape.backward, gradient.backward_layer); });
    add(tape.forward.dx, tape.backward.dx, tape.dx);
    return tape.dx;
  }

  static void for_each_parameter(auto&& visit, auto&... layers) {
    L::for_each_parameter(prefixed("forward", visit), layers.forward_layer...);
    L::for_each_parameter(prefixed("backward", visit), layers.backward_layer...);
  }

 private:
  static void concatenate(const Tensor<Scalar, 2>& a, const Tensor<Scalar, 2>& b, Tensor<Scalar, 2>& y) {
    y.resize(a.dimension(0), a.dimension(1) + b.dimension(1));
    for (Index row = 0; row < a.dimension(0); ++row) {
      std::copy_n(&a(row, 0), a.dimension(1), &y(row, 0));
      std::copy_n(&b(row, 0), b.dimension(1), &y(row, a.dimension(1)));
    }
  }
  static void concatenate(const Sequence<Scalar>& a, const Sequence<Scalar>& b, Sequence<Scalar>& y) {
    y.packing = a.packing;
    y.values.resize(a.values.count(), a.features() + b.features());
    for (Index row = 0; row < a.values.count(); ++row) {
      std::copy_n(a.row(row), a.features(), y.values.row(row));
      std::copy_n(b.row(row), b.features(), y.values.row(row) + a.features());
    }
  }

  void split(const Tensor<Scalar, 2>& dy, Tensor<Scalar, 2>& a, Tensor<Scalar, 2>& b) const {
    const Index first = forward_layer.output_features(), second = backward_layer.output_features();
    a.resize(dy.dimension(0), first);
    b.resize(dy.dimension(0), second);
    for (Index row = 0; row < dy.dimension(0); ++row) {
      std::copy_n(&dy(row, 0), first, &a(row, 0));
      std::copy_n(&dy(row, first), second, &b(row, 0));
    }
  }
  void split(const Sequence<Scalar>& dy, Sequence<Scalar>& a, Sequence<Scalar>& b) const {
    const Index first = forward_layer.output_features(), second = backward_layer.output_features();
    a.values.resize(dy.packing.rows(), first);
    b.values.resize(dy.packing.rows(), second);
    for (Index row = 0; row < dy.packing.rows(); ++row) {
      std::copy_n(dy.row(row), first, a.values.row(row));
      std::copy_n(dy.row(row) + first, second, b.values.row(row));
    }
  }

  static void add(const Sequence<Scalar>& a, const Sequence<Scalar>& b, Sequence<Scalar>& sum) {
    sum.packing = a.packing;
    sum.index = a.index;
    sum.values.resize(a.values.count(), a.features());
    for (Index k = 0; k < a.values.count() * a.features(); ++k)
      sum.values.data()[k] = a.values.data()[k] + b.values.data()[k];
  }
};

}  // namespace weft
