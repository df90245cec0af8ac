// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>

#include <weft/initializers/uniform.hpp>

namespace weft {

/// Uniform over [-limit, limit) with limit = sqrt(6 / (fan_in + fan_out)), the fans being the rows and columns of the
/// kernel: Glorot & Bengio 2010, eq. 16; Keras's GlorotUniform.
struct GlorotUniform {
  template <class Scalar> void operator()(Tensor<Scalar, 2>& kernel, Rng& rng) const {
    const double limit = std::sqrt(6.0 / static_cast<double>(kernel.dimension(0) + kernel.dimension(1)));
    RandomUniform{-limit, limit}(kernel, rng);
  }
};

}  // namespace weft
