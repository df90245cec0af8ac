// SPDX-License-Identifier: MIT
#pragma once

#include <weft/core/thread_pool.hpp>
#include <weft/layers/pass_record.hpp>

namespace weft {

/// Two copies of a recurrent layer, one reading each way, their outputs side by side (Keras's merge_mode "concat";
/// Schuster & Paliwal 1997).
///
///   y = [forward(x) | backward(x)]                 features: 2 units
///
/// The copies have parameters of their own. A tape that was given a pool runs the two at the same time; they share no
/// data that they write, so the result is the same to the bit. Errors are the layer's own,
/// and std::invalid_argument when a backward does not belong to the tape's forward.
template <class L> class Bidirectional {
 public:
  using Scalar = typename L::Scalar;
  using Input = typename L::Input;
  using Output = typename L::Output;
  static constexpr std::string_view type_name = "Bidirectional";

  struct Tape {
    PassRecord pass;
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
    tape.pass.reset();
    const Output *a = nullptr, *b = nullptr;
    run_both(
        tape.pool, [&] { a = &forward_layer.forward(x, tape.forward); },
        [&] { b = &backward_layer.forward(x, tape.backward); });
    concatenate(*a, *b, tape.y);
    tape.pass.record(*this, x);
    return tape.y;
  }

  ///   dx = dx of the forward layer + dx of the backward layer
  const Input& backward(const Input& x, const Output& dy, Tape& tape, Bidirectional& gradient) const {
    tape.pass.take(*this, x, &tape.y, dy, gradient);
    split(dy, tape.dy_forward, tape.dy_backward);
    const Input *a = nullptr, *b = nullptr;
    run_both(
        tape.pool, [&] { a = &forward_layer.backward(x, tape.dy_forward, tape.forward, gradient.forward_layer); },
        [&] { b = &backward_layer.backward(x, tape.dy_backward, tape.backward, gradient.backward_layer); });
    add(*a, *b, tape.dx);
    return tape.dx;
  }

  static void for_each_parameter(auto&& visit, auto&... layers) {
    L::for_each_parameter(prefixed("forward", visit), layers.forward_layer...);
    L::for_each_parameter(prefixed("backward", visit), layers.backward_layer...);
  }

 private:
  void concatenate(const Output& a, const Output& b, Output& y) const {
    resize_like(a, output_features(), y);
    for (Index r = 0; r < row_count(a); ++r) {
      std::copy_n(row(a, r), forward_layer.output_features(), row(y, r));
      std::copy_n(row(b, r), backward_layer.output_features(), row(y, r) + forward_layer.output_features());
    }
  }

  void split(const Output& dy, Output& a, Output& b) const {
    resize_like(dy, forward_layer.output_features(), a);
    resize_like(dy, backward_layer.output_features(), b);
    for (Index r = 0; r < row_count(dy); ++r) {
      std::copy_n(row(dy, r), forward_layer.output_features(), row(a, r));
      std::copy_n(row(dy, r) + forward_layer.output_features(), backward_layer.output_features(), row(b, r));
    }
  }

  static void add(const Input& a, const Input& b, Input& sum) {
    sum = a;
    for (Index k = 0; k < a.values.count() * a.features(); ++k) sum.values.data()[k] += b.values.data()[k];
  }
};

}  // namespace weft
