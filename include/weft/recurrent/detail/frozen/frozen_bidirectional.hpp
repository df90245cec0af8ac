// SPDX-License-Identifier: MIT
#pragma once

#include <weft/recurrent/bidirectional.hpp>
#include <weft/recurrent/detail/frozen/frozen_layer.hpp>

namespace weft::detail {

template <class Forward, class Backward, class Mode, class Weight>
class FrozenLayer<Bidirectional<Forward, Backward, Mode>, Weight> {
  using L = Bidirectional<Forward, Backward, Mode>;
  using Y = typename Forward::Output;

 public:
  struct Pass {
    typename FrozenLayer<Forward, Weight>::Pass forward;
    typename FrozenLayer<Backward, Weight>::Pass backward;
    MergedOutputs<Mode, Y> merged;
  };

  explicit FrozenLayer(const L& layer)
      : forward_(layer.forward_layer), backward_(layer.backward_layer), mode_(layer.merge_mode()) {}

  const typename L::Output& forward(const typename L::Input& x, Pass& pass) const {
    const Y &f = forward_.forward(x, pass.forward), &b = backward_.forward(x, pass.backward);
    pass.merged.merge(mode_, x.packing, f, b);
    return pass.merged.y;
  }

 private:
  FrozenLayer<Forward, Weight> forward_;
  FrozenLayer<Backward, Weight> backward_;
  Mode mode_;
};

}  // namespace weft::detail
