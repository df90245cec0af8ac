// SPDX-License-Identifier: MIT
#pragma once

#include <tuple>
#include <utility>

#include <weft/core/settings.hpp>
#include <weft/layers/activation.hpp>
#include <weft/models/detail/chain.hpp>
#include <weft/models/detail/layer_name.hpp>

namespace weft {

/// How many features a model's input has, where its first layer does not know by itself: Sequential{rng, Input{8},
/// ...}.
struct Input {
  Index features = 0;
};

/// Layers one after another; each one's Output must be the next one's Input. A layer that computes each row of its
/// input by itself, as Dense does, is bound to what it follows: after an LSTM that returns sequences, Dense{10} is a
/// Dense<float, PackedSequence<float>>, which is what layer<K>() gives then. It keeps what it has learned.
///
/// The constructor with a random generator builds the layers in order, each told the features of the one before. A
/// layer's name is Keras's: its type in lower case, numbered from the second of a kind on (dense, dense_1, ...).
///
/// An example:
///
///   weft::Rng rng{42};
///   weft::Sequential model{rng, weft::Embedding{1000, 32}, weft::LSTM{64}, weft::Dense{1, weft::sigmoid}};
///   const weft::Dataset<weft::IdLists> examples{{{3, 1, 4, 1, 5}, {9, 2, 6}}, std::vector<int>{1, 0}};
///   weft::fit(model, examples, {.epochs = 2, .verbose = weft::Verbose::silent});
///   const weft::Dense<float>& last = model.layer<2>();
template <Layer... Layers> class Sequential {
  static_assert(sizeof...(Layers) > 0, "weft::Sequential needs at least one layer");

  using Chain = detail::Chain<Layers...>;
  static constexpr std::size_t last = sizeof...(Layers) - 1;
  template <std::size_t K> using At = std::tuple_element_t<K, Chain>;

  static_assert(detail::is_chained<Chain>, "weft::Sequential: each layer's Output must be the next layer's Input");

 public:
  using Scalar = typename At<last>::Scalar;
  using Input = typename At<0>::Input;
  using Output = typename At<last>::Output;
  static constexpr std::string_view type_name = "Sequential";

  struct Tape : TapeBase {
    typename detail::ChainPass<Chain>::Tapes layers;
    typename detail::ChainPass<Chain>::Outputs outputs{};  ///< what each layer gave, in its tape

    void for_each_part(auto&& visit) {
      std::apply([&](auto&... tape) { (visit(tape), ...); }, layers);
    }
  };

  /// Layers that are not built yet.
  explicit Sequential(Layers... layers) : layers_(std::move(layers)...) {}
  Sequential(Rng& rng, Layers... layers) : Sequential(rng, weft::Input{}, std::move(layers)...) {}
  Sequential(Rng& rng, weft::Input input, Layers... layers) : layers_(std::move(layers)...) {
    build(input.features, rng);
  }

  Index build(Index input_features, Rng& rng) {
    std::apply([&](auto&... layer) { ((input_features = build_layer(layer, input_features, rng)), ...); }, layers_);
    return input_features;
  }
  [[nodiscard]] Index output_features() const { return layer<last>().output_features(); }

  [[nodiscard]] Index input_features() const requires requires(const At<0>& first) { first.input_features(); }
  { return layer<0>().input_features(); }

  /// How many token ids the first layer knows, where its input is tokens.
  [[nodiscard]] Index vocabulary_size() const requires requires(const At<0>& first) { first.vocabulary_size(); }
  { return layer<0>().vocabulary_size(); }

  /// How the first layer reads padding, where its input is tokens.
  [[nodiscard]] Padding padding() const requires requires(const At<0>& first) { first.padding(); }
  { return layer<0>().padding(); }

  const Output& forward(const Input& x, Tape& tape) const {
    tape.begin_forward();
    const Output& y = forward_from<0>(x, tape);
    tape.end_forward(*this, x);
    return y;
  }
  decltype(auto) backward(const Input& x, const Output& dy, Tape& tape, Sequential& gradient) const {
    tape.begin_backward(*this, x, std::get<last>(tape.outputs), dy, gradient);
    return backward_to<0>(x, dy, tape, gradient);
  }

  /// The last layer's activation, where it has one of its own.
  [[nodiscard]] const Activation& activation() const requires requires(const At<last>& end) { end.activation(); }
  { return layer<last>().activation(); }

  /// What the last layer's sigmoid or softmax was taken of, or null where it ends in another activation.
  [[nodiscard]] const Output* logits(const Tape& tape) const requires
      requires(const At<last>& end, const typename At<last>::Tape& end_tape) {
    end.logits(end_tape);
  }
  { return layer<last>().logits(std::get<last>(tape.layers)); }

  /// backward, from the gradient of the logits instead of that of the output.
  decltype(auto) backward_from_logits(const Input& x, const Output& dz, Tape& tape, Sequential& gradient) const {
    tape.begin_backward(*this, x, std::get<last>(tape.outputs), dz, gradient);
    return backward_to<0, From::logits>(x, dz, tape, gradient);
  }

  template <std::size_t K> auto& layer() & { return std::get<K>(layers_); }
  template <std::size_t K> [[nodiscard]] const auto& layer() const& { return std::get<K>(layers_); }
  template <std::size_t K> At<K> layer() && { return std::get<K>(std::move(layers_)); }

  /// Calls visit(name, layer) for each layer in order.
  void for_each_layer(auto&& visit) const {
    [&]<std::size_t... K>(std::index_sequence<K...>) { (visit(names[K].text(), layer<K>()), ...); }
    (std::index_sequence_for<Layers...>{});
  }

  void for_each_setting(auto&& visit) const {
    for_each_layer([&](std::string_view name, const auto& part) { visit_settings(name, part, visit); });
  }
  static void for_each_parameter(auto&& visit, auto&... model) {
    [&]<std::size_t... K>(std::index_sequence<K...>) { (visit_layer<K>(visit, model...), ...); }
    (std::index_sequence_for<Layers...>{});
  }

 private:
  static constexpr auto names = detail::layer_names<Layers...>();

  template <std::size_t K> const Output& forward_from(const typename At<K>::Input& x, Tape& tape) const {
    const auto& y = layer<K>().forward(x, std::get<K>(tape.layers));
    std::get<K>(tape.outputs) = &y;
    if constexpr (K == last)
      return y;
    else
      return forward_from<K + 1>(y, tape);
  }

  enum class From { output, logits };

  template <std::size_t K, From from = From::output>
  decltype(auto) backward_to(const typename At<K>::Input& x, const Output& dy, Tape& tape, Sequential& gradient) const {
    auto& layer_tape = std::get<K>(tape.layers);
    auto& layer_gradient = gradient.template layer<K>();
    if constexpr (K == last && from == From::logits)
      return layer<K>().backward_from_logits(x, dy, layer_tape, layer_gradient);
    else if constexpr (K == last)
      return layer<K>().backward(x, dy, layer_tape, layer_gradient);
    else
      return layer<K>().backward(x, backward_to<K + 1, from>(*std::get<K>(tape.outputs), dy, tape, gradient),
                                 layer_tape, layer_gradient);
  }

  template <std::size_t K> static void visit_layer(auto& visit, auto&... model) {
    At<K>::for_each_parameter(prefixed(names[K].text(), visit), model.template layer<K>()...);
  }

  Chain layers_;
};

template <Layer... Layers> Sequential(Rng&, Input, Layers...) -> Sequential<Layers...>;

}  // namespace weft
