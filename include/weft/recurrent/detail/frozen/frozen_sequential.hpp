// SPDX-License-Identifier: MIT
#pragma once

#include <weft/models/sequential.hpp>
#include <weft/recurrent/detail/frozen/frozen_bidirectional.hpp>
#include <weft/recurrent/detail/frozen/frozen_recurrent.hpp>
#include <weft/recurrent/detail/frozen/frozen_rowwise.hpp>

namespace weft::detail {

/// A layer's state in a stream; nothing where it cannot be in one.
template <class L, class Weight> struct StateInStream {};
template <Streamable L, class Weight> struct StateInStream<L, Weight> { typename FrozenLayer<L, Weight>::State state; };

/// The frozen form of each layer of a chain, and what their passes and steps write.
template <class Chain, class Weight> struct FrozenChain;
template <class... Layers, class Weight> struct FrozenChain<std::tuple<Layers...>, Weight> {
  using Frozen = std::tuple<FrozenLayer<Layers, Weight>...>;
  using Passes = std::tuple<typename FrozenLayer<Layers, Weight>::Pass...>;
  using States = std::tuple<StateInStream<Layers, Weight>...>;
  static constexpr bool is_streamable = (Streamable<Layers> && ...);
};

template <Layer... Layers, class Weight> class FrozenLayer<Sequential<Layers...>, Weight> {
  using L = Sequential<Layers...>;
  using Chain = detail::Chain<Layers...>;
  using Parts = FrozenChain<Chain, Weight>;
  static constexpr std::size_t count = sizeof...(Layers);

 public:
  using View = kernels::View<const typename L::Scalar>;
  struct Pass {
    typename Parts::Passes layers;
  };
  struct State {
    typename Parts::States layers;
  };

  explicit FrozenLayer(const L& model) : FrozenLayer(model, std::make_index_sequence<count>()) {}

  const typename L::Output& forward(const typename L::Input& x, Pass& pass) const { return forward_from<0>(x, pass); }

  void begin(Index batch, State& state) const requires(Parts::is_streamable) {
    for_each_part(state, [&](const auto& layer, auto& part) { layer.begin(batch, part); });
  }
  View step(const View& x, State& state) const requires(Parts::is_streamable) {
    View y = x;
    for_each_part(state, [&](const auto& layer, auto& part) { y = layer.step(y, part); });
    return y;
  }
  void for_each_state(auto& state, auto&& visit) const requires(Parts::is_streamable) {
    for_each_part(state, [&](const auto& layer, auto& part) { layer.for_each_state(part, visit); });
  }

 private:
  template <std::size_t... K>
  FrozenLayer(const L& model, std::index_sequence<K...>) : layers_(model.template layer<K>()...) {}

  template <std::size_t K> const typename L::Output& forward_from(const auto& x, Pass& pass) const {
    const auto& y = std::get<K>(layers_).forward(x, std::get<K>(pass.layers));
    if constexpr (K + 1 == count)
      return y;
    else
      return forward_from<K + 1>(y, pass);
  }

  void for_each_part(auto& state, const auto& visit) const {
    [&]<std::size_t... K>(std::index_sequence<K...>) {
      (visit(std::get<K>(layers_), std::get<K>(state.layers).state), ...);
    }
    (std::make_index_sequence<count>());
  }

  typename Parts::Frozen layers_;
};

}  // namespace weft::detail
