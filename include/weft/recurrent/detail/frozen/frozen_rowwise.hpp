// SPDX-License-Identifier: MIT
#pragma once

#include <weft/layers/activation_layer.hpp>
#include <weft/layers/dense.hpp>
#include <weft/recurrent/detail/frozen/frozen_layer.hpp>

namespace weft::detail {

/// What a layer of rows needs of a stream: where the step's output is.
template <class Scalar> struct RowsState { Rows<Scalar> y; };

/// A Dense: a forward over many rows is the layer's own, which packs little beside them.
template <std::floating_point S, class In, class Weight>
class FrozenLayer<Dense<S, In>, Weight> : public OwnForward<Dense<S, In>> {
  using L = Dense<S, In>;
  using OwnForward<L>::layer_;

 public:
  using View = kernels::View<const S>;
  using State = RowsState<S>;

  explicit FrozenLayer(const L& layer) : OwnForward<L>(layer) {
    layer.check_built();
    for (Index k = 0; k < layer.input_features(); k += kernels::product_depth) {
      const Index rows = (std::min)(kernels::product_depth, layer.input_features() - k);
      kernels::pack(View(&layer.kernel(k, 0), rows, layer.output_features()), parts_.emplace_back());
    }
  }

  void begin(Index batch, State& state) const { state.y.resize_zero(batch, layer_.output_features()); }

  View step(const View& x, State& state) const {
    const Index units = layer_.output_features();
    for (Index r = 0; r < x.rows; ++r) std::copy_n(layer_.bias.data(), units, state.y.row(r));
    const kernels::View<S> y(state.y.data(), x.rows, units);
    for (std::size_t p = 0; p < parts_.size(); ++p) {
      const S* a = x.data + static_cast<Index>(p) * kernels::product_depth;
      kernels::product(View(a, x.rows, parts_[p].rows, x.row_stride), parts_[p], y, kernels::Update::add);
    }
    apply(layer_.activation(), state.y.data(), x.rows, units);
    return {state.y.data(), x.rows, units};
  }

  void for_each_state(auto&&, auto&&) const {}

 private:
  std::vector<kernels::Panels<S>> parts_;  // of W's rows, as a product takes them
};

template <std::floating_point S, class In, class Weight>
class FrozenLayer<ActivationLayer<S, In>, Weight> : public OwnForward<ActivationLayer<S, In>> {
  using L = ActivationLayer<S, In>;
  using OwnForward<L>::layer_;

 public:
  using View = kernels::View<const S>;
  using State = RowsState<S>;

  explicit FrozenLayer(const L& layer) : OwnForward<L>(layer) {}

  void begin(Index batch, State& state) const {
    check_input_features(L::type_name, layer_.output_features());
    state.y.resize_zero(batch, layer_.output_features());
  }

  View step(const View& x, State& state) const {
    for (Index r = 0; r < x.rows; ++r) std::copy_n(x.data + r * x.row_stride, x.columns, state.y.row(r));
    apply(layer_.activation(), state.y.data(), x.rows, x.columns);
    return {state.y.data(), x.rows, x.columns};
  }

  void for_each_state(auto&&, auto&&) const {}
};

}  // namespace weft::detail
