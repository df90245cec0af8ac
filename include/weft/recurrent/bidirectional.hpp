// SPDX-License-Identifier: MIT
#pragma once

#include <weft/core/settings.hpp>
#include <weft/recurrent/detail/merged_outputs.hpp>

namespace weft {

/// What can be one of the two layers of a Bidirectional: it reads sequences, and says which way.
template <class L>
concept DirectedLayer = Layer<L> && std::same_as<typename L::Input, PackedSequence<typename L::Scalar>> &&
    requires(const L& layer) {
  { layer.direction() } -> std::same_as<Direction>;
};

/// Two recurrent layers over one input, one reading each way (Schuster & Paliwal 1997): two copies of the layer given,
/// or two that differ, Bidirectional{LSTM{64}, GRU{32, {.go_backwards = true}}}. Each has parameters of its own.
///
///   f = forward_layer(x), b = backward_layer(x)          both last states, or both sequences
///
///   MergeMode::concat   y = [f | b]                      df, db = the two parts of dy             (the default)
///   MergeMode::sum      y = f + b                        df = db = dy
///   MergeMode::mul      y = f * b                        df = dy * b,  db = dy * f
///   MergeMode::ave      y = (f + b) / 2                  df = db = dy / 2
///   merge_mode_none     y = {f, b}                       df = dy.forward,  db = dy.backward
///
///   dx = dx of the forward layer for df + dx of the backward layer for db
///
/// They are said as in Bidirectional{LSTM{64}, MergeMode::sum}. With sequences, step t of f is the state after x_0 ...
/// x_t, and step t of b that after x_last ... x_t. With concat and none the layers may differ in units. merge_mode_none
/// decides the output's type, BothOutputs, which no other layer takes: it is for the last layer of a model. There is no
/// output where a sequence has ended, which Keras fills with zeros: `unpack` does that.
///
/// Errors are the layers' own, and std::invalid_argument when both layers go the same way, when
/// their units differ and the mode is sum, mul or ave, and when a backward does not belong to the tape's forward.
/// Source: keras/src/layers/rnn/bidirectional.py.
///
/// An example:
///
///   weft::Rng rng{42};
///   weft::Sequential model{rng, weft::Embedding{1000, 32},
///                          weft::Bidirectional{weft::GRU{64, weft::return_sequences}},
///                          weft::Bidirectional{weft::LSTM{32}, weft::MergeMode::sum}, weft::Dense{1, weft::sigmoid}};
///   const auto y = weft::predict(model, weft::IdLists{{3, 1, 4, 1, 5}, {9, 2, 6}});  // [2 x 1]
template <Layer Forward, Layer Backward = Forward, AnyMergeMode Mode = MergeMode> class Bidirectional {
  using Y = typename Forward::Output;

  static_assert(DirectedLayer<Forward> && DirectedLayer<Backward>,
                "weft::Bidirectional: its layers must be recurrent, with a direction()");
  static_assert(std::same_as<typename Forward::Input, typename Backward::Input>,
                "weft::Bidirectional: both layers must have the same Scalar");
  static_assert(std::same_as<Y, typename Backward::Output>,
                "weft::Bidirectional: either both layers return sequences or neither does");
  static_assert(std::same_as<Y, Tensor<typename Forward::Scalar, 2>> || std::same_as<Y, typename Forward::Input>,
                "weft::Bidirectional: its layers must return their last state or sequences");

 public:
  using Scalar = typename Forward::Scalar;
  using Input = typename Forward::Input;
  using Output = typename detail::MergedOutputs<Mode, Y>::Output;
  static constexpr std::string_view type_name = "Bidirectional";

  struct Tape : TapeBase {
    typename Forward::Tape forward;
    typename Backward::Tape backward;
    detail::MergedOutputs<Mode, Y> merged;
    Input dx;

    void for_each_part(auto&& visit) { visit(forward), visit(backward); }
  };

  Forward forward_layer;
  Backward backward_layer;

  /// The layer and a copy of it that reads the other way.
  template <std::same_as<Forward> L>
  requires std::same_as<L, Backward>
  explicit Bidirectional(const L& layer, Mode merge_mode = {}) : Bidirectional(layer, layer.reversed(), merge_mode) {}
  /// Layers of two kinds, or with other options, of which one goes backwards.
  Bidirectional(Forward forward, Backward backward, Mode merge_mode = {})
      : forward_layer(std::move(forward)), backward_layer(std::move(backward)), mode_(merge_mode) {
    check_layers();
  }

  [[nodiscard]] Mode merge_mode() const { return mode_; }

  Index build(Index input_features, Rng& rng) {
    build_layer(forward_layer, input_features, rng);
    build_layer(backward_layer, input_features, rng);
    return output_features();
  }
  [[nodiscard]] Index input_features() const requires requires(const Forward& layer) { layer.input_features(); }
  { return forward_layer.input_features(); }

  /// With merge_mode_none those of both outputs together.
  [[nodiscard]] Index output_features() const {
    const Index f = forward_layer.output_features();
    return needs_equal_units() ? f : f + backward_layer.output_features();
  }

  const Output& forward(const Input& x, Tape& tape) const {
    check_layers();
    tape.begin_forward();
    const Y &f = forward_layer.forward(x, tape.forward), &b = backward_layer.forward(x, tape.backward);
    tape.merged.merge(mode_, x.packing, f, b);
    tape.end_forward(*this, x);
    return tape.merged.y;
  }

  const Input& backward(const Input& x, const Output& dy, Tape& tape, Bidirectional& gradient) const {
    tape.begin_backward(*this, x, &tape.merged.y, dy, gradient);
    const std::pair<const Y*, const Y*> d = tape.merged.split(mode_, x.packing, dy);
    const Input& a = forward_layer.backward(x, *d.first, tape.forward, gradient.forward_layer);
    const Input& b = backward_layer.backward(x, *d.second, tape.backward, gradient.backward_layer);
    add(a, b, tape.dx);
    return tape.dx;
  }

  /// The layers that gave the outputs of merge_mode_none, in their order.
  void for_each_output_layer(auto&& visit) const requires(std::same_as<Mode, MergeModeNone>) {
    visit(forward_layer), visit(backward_layer);
  }

  void for_each_setting(auto&& visit) const {
    visit_settings("forward", forward_layer, visit);
    visit_settings("backward", backward_layer, visit);
    visit("merge_mode", merge_mode_name(mode_));
  }
  static void for_each_parameter(auto&& visit, auto&... layers) {
    Forward::for_each_parameter(prefixed("forward", visit), layers.forward_layer...);
    Backward::for_each_parameter(prefixed("backward", visit), layers.backward_layer...);
  }

 private:
  [[nodiscard]] bool needs_equal_units() const {
    if constexpr (std::same_as<Mode, MergeMode>)
      return mode_ != MergeMode::concat;
    else
      return false;
  }

  void check_layers() const {
    const bool forward = forward_layer.direction() == Direction::forward;
    throw_unless(forward_layer.direction() != backward_layer.direction(), type_name, ": both layers go ",
                 forward ? "forward" : "backward", "; expected one with go_backwards and one without");
    const Index f = forward_layer.output_features(), b = backward_layer.output_features();
    throw_unless(f == b || !needs_equal_units(), type_name, ": the forward layer has ", f,
                 " units and the backward layer ", b, "; expected as many with merge_mode ", merge_mode_name(mode_));
  }

  static void add(const Input& a, const Input& b, Input& sum) {
    sum.packing = a.packing;
    sum.index = a.index;
    sum.values.resize(a.values.count(), a.features());
    const Index size = a.values.count() * a.features();
    NumbersMap<Scalar>(sum.values.data(), size) =
        ConstNumbersMap<Scalar>(a.values.data(), size) + ConstNumbersMap<Scalar>(b.values.data(), size);
  }

  Mode mode_;
};

template <Layer L> explicit Bidirectional(const L&) -> Bidirectional<L>;
template <Layer L, AnyMergeMode Mode> Bidirectional(const L&, Mode) -> Bidirectional<L, L, Mode>;

}  // namespace weft
