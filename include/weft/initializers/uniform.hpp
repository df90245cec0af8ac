// SPDX-License-Identifier: MIT
#pragma once

#include <weft/core/tensor.hpp>
#include <weft/random/random.hpp>

namespace weft {

/// Uniform over [minval, maxval); Keras's RandomUniform, whose defaults are those of Embedding.
struct RandomUniform {
  double minval = -0.05, maxval = 0.05;

  template <class Scalar, int Rank> void operator()(Tensor<Scalar, Rank>& tensor, Rng& rng) const {
    for (Index k = 0; k < tensor.size(); ++k) tensor.data()[k] = static_cast<Scalar>(rng.uniform(minval, maxval));
  }
};

}  // namespace weft
