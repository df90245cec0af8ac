// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>

/// Probabilities whose logarithm is taken.
namespace weft::detail {

/// Keras's backend.epsilon().
inline constexpr double loss_epsilon = 1e-7;

/// A number that was brought into an interval, and whether it was there from the start, the ends included. Only then is
/// the derivative by it 1; otherwise it is 0, as of TensorFlow's clip_by_value. NaN stays NaN and counts as inside.
template <class Scalar> struct Clipped {
  Scalar value;
  bool inside;

  Clipped(Scalar x, Scalar least, Scalar most) : value(x), inside(!(x < least) && !(x > most)) {
    if (!inside) value = std::clamp(x, least, most);
  }
};

/// p, in [1e-7, 1 - 1e-7].
template <class Scalar> Clipped<Scalar> clip_probability(Scalar p) {
  constexpr auto epsilon = static_cast<Scalar>(loss_epsilon);
  return {p, epsilon, 1 - epsilon};
}

}  // namespace weft::detail
