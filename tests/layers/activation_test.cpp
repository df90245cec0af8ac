// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <cmath>
#include <vector>
#include <weft/layers/activation.hpp>

TEST_CASE("activations are what their names say") {
  const std::vector<double> z{-2, -0.5, 0, 0.5, 2};
  const auto applied = [&](weft::Activation activation) {
    std::vector<double> y = z;
    weft::apply(activation, y.data(), std::ssize(y));
    return y;
  };
  CHECK(applied(weft::linear) == z);
  CHECK(applied(weft::relu) == std::vector<double>{0, 0, 0, 0.5, 2});
  for (std::size_t k = 0; k < z.size(); ++k) {
    CHECK(applied(weft::sigmoid)[k] == doctest::Approx(1 / (1 + std::exp(-z[k]))).epsilon(1e-14));
    CHECK(applied(weft::tanh)[k] == doctest::Approx(std::tanh(z[k])).epsilon(1e-14));
  }
}

TEST_CASE("the derivative told from the output is that of the function") {
  constexpr double e = 1e-5;
  for (const auto activation : {weft::linear, weft::relu, weft::sigmoid, weft::tanh})
    for (const double z : {-2.0, -0.3, 0.4, 1.5}) {
      std::vector<double> y{z - e, z, z + e};
      weft::apply(activation, y.data(), 3);
      CHECK(weft::derivative(activation, y[1]) == doctest::Approx((y[2] - y[0]) / (2 * e)).epsilon(1e-8));
    }
  CHECK(weft::derivative(weft::relu, 0.0) == 0);
}

TEST_CASE("relu and the others let NaN through") {
  for (const auto activation : {weft::linear, weft::relu, weft::sigmoid, weft::tanh}) {
    std::vector<float> y(3, std::nanf(""));
    weft::apply(activation, y.data(), 3);
    for (const float v : y) CHECK(std::isnan(v));
  }
}
