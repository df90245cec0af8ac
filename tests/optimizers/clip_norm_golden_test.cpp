// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include "../golden/adam.hpp"
#include "../golden/given_gradients.hpp"

namespace {

template <class Scalar> void check_clipping(std::span<const weft::golden::ClippedGradient> clipped) {
  REQUIRE(clipped.size() == 2);
  for (const auto& keras : clipped) {
    CAPTURE(keras.limit);
    auto gradient = weft::golden::given_parameters<Scalar>();
    weft::golden::set_given_gradient(gradient, 0);
    weft::clip_norm(gradient, keras.limit);
    weft::golden::check_dense("gradient", gradient, keras.gradient);
  }
}

}  // namespace

TEST_CASE("clip_norm cuts a gradient down as Keras's global_clipnorm does, and leaves a shorter one alone") {
  check_clipping<double>(weft::golden::clipped_double);
  check_clipping<float>(weft::golden::clipped_float);
}
