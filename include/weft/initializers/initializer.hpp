// SPDX-License-Identifier: MIT
#pragma once

#include <functional>

#include <weft/core/tensor.hpp>
#include <weft/random/random.hpp>

namespace weft {

/// How a new layer's numbers are made, chosen when the program runs: one of the library's initializers, or a function
/// of one's own that fills a matrix. A bias is a matrix of one row here, or of two where the layer has two.
///
///   weft::LSTM{64, {.recurrent_initializer = weft::GlorotUniform{}}}
using Initializer = std::function<void(Tensor<double, 2>&, Rng&)>;

/// All numbers the same; Keras's Constant, and Zeros and Ones.
struct Constant {
  double value = 0;

  template <class Scalar, int Rank> void operator()(Tensor<Scalar, Rank>& tensor, Rng& /*rng*/) const {
    tensor.setConstant(static_cast<Scalar>(value));
  }
};

namespace detail {

/// Fills a matrix, or a bias as a row, with what the initializer makes in double precision.
template <class Scalar, int Rank>
void initialize(const Initializer& initializer, Tensor<Scalar, Rank>& tensor, Rng& rng) {
  if (tensor.size() == 0) return;
  const Index columns = tensor.dimension(Rank - 1);
  Tensor<double, 2> numbers(tensor.size() / columns, columns);
  numbers.setZero();
  initializer(numbers, rng);
  throw_unless(numbers.size() == tensor.size(), "an initializer made ", shape_text(numbers), " of ",
               shape_text(tensor));
  for (Index k = 0; k < tensor.size(); ++k) tensor.data()[k] = static_cast<Scalar>(numbers.data()[k]);
}

}  // namespace detail

}  // namespace weft
