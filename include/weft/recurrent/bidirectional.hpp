// SPDX-License-Identifier: MIT
#pragma once

#include <weft/core/settings.hpp>
#include <weft/core/thread_pool.hpp>

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

  struct Tape : TapeBase {
    typename L::Tape forward, backward;
    Output y, dy_forward, dy_backward;
    Input dx;

    void for_each_part(auto&& visit) { visit(forward), visit(backward); }
  };

  L forward_layer, backward_layer;

  explicit Bidirectional(const L& layer) : forward_layer(layer), backward_layer(layer.reversed()) {}

  Index build(Index input_features, Rng& rng) {
    return build_layer(forward_layer, input_features, rng) + build_layer(backward_layer, input_features, rng);
  }
  Index input_features() const requires requires(const L& layer) { layer.input_features(); }
  { return forward_layer.input_features(); }
  Index output_features() const { return forward_layer.output_features() + backward_layer.output_features(); }

  const Output& forward(const Input& x, Tape& tape) const {
    tape.begin_forward();
    resize_for(x.packing, output_features(), tape.y);
    run_both(
        tape.context.pool, [&] { put(forward_layer.forward(x, tape.forward), 0, tape.y); },
        [&] { put(backward_layer.forward(x, tape.backward), forward_layer.output_features(), tape.y); });
    tape.end_forward(*this, x);
    return tape.y;
  }

  ///   dx = dx of the forward layer + dx of the backward layer
  const Input& backward(const Input& x, const Output& dy, Tape& tape, Bidirectional& gradient) const {
    tape.begin_backward(*this, x, &tape.y, dy, gradient);
    const Input *a = nullptr, *b = nullptr;
    const auto half = [&](const L& layer, Index first, Output& part, typename L::Tape& of, L& sum) {
      resize_for(x.packing, layer.output_features(), part);
      take(dy, first, part);
      return &layer.backward(x, part, of, sum);
    };
    run_both(
        tape.context.pool, [&] { a = half(forward_layer, 0, tape.dy_forward, tape.forward, gradient.forward_layer); },
        [&] {
          b = half(backward_layer, forward_layer.output_features(), tape.dy_backward, tape.backward,
                   gradient.backward_layer);
        });
    add(*a, *b, tape.dx);
    return tape.dx;
  }

  void for_each_setting(auto&& visit) const {
    visit_settings("forward", forward_layer, visit);
    visit_settings("backward", backward_layer, visit);
    visit("merge_mode", "concat");
  }
  static void for_each_parameter(auto&& visit, auto&... layers) {
    L::for_each_parameter(prefixed("forward", visit), layers.forward_layer...);
    L::for_each_parameter(prefixed("backward", visit), layers.backward_layer...);
  }

 private:
  /// Copies one layer's output into y's columns from `first` on, and back.
  static void put(const Output& part, Index first, Output& y) {
    for (Index r = 0; r < row_count(part); ++r) std::copy_n(row(part, r), row_size(part), row(y, r) + first);
  }
  static void take(const Output& y, Index first, Output& part) {
    for (Index r = 0; r < row_count(part); ++r) std::copy_n(row(y, r) + first, row_size(part), row(part, r));
  }

  static void add(const Input& a, const Input& b, Input& sum) {
    sum.packing = a.packing;
    sum.index = a.index;
    sum.values.resize(a.values.count(), a.features());
    const Index size = a.values.count() * a.features();
    NumbersMap<Scalar>(sum.values.data(), size) =
        ConstNumbersMap<Scalar>(a.values.data(), size) + ConstNumbersMap<Scalar>(b.values.data(), size);
  }
};

template <class L> explicit Bidirectional(const L&) -> Bidirectional<L>;

}  // namespace weft
