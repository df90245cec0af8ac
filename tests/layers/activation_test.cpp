// SPDX-License-Identifier: MIT
#include "../golden/activations.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>
#include <weft/layers/activation.hpp>

namespace {

using weft::Activation;
using weft::Index;

constexpr std::size_t kinds = weft::detail::activation_facts.size();

/// Every function with its default parameters, and some with others.
std::vector<Activation> all_activations() {
  std::vector<Activation> all{weft::relu(0.1),     weft::relu(0, 2),          weft::relu(0.2, 6, 1),
                              weft::relu(-0.5),    weft::relu(0.3, 6),        weft::relu(0, weft::detail::no_limit, -1),
                              weft::elu(0.5),      weft::elu(-0.5),           weft::celu(2),
                              weft::gelu(true),    weft::leaky_relu(-0.1),    weft::leaky_relu(0),
                              weft::squareplus(1), weft::thresholded(0.2, 3), weft::soft_shrink(0)};
  for (std::size_t k = 0; k < kinds; ++k) all.emplace_back(static_cast<weft::ActivationKind>(k));
  return all;
}

bool is_by_rows(const Activation& activation) {
  return activation == weft::softmax || activation == weft::log_softmax || activation == weft::sparsemax;
}

Activation named(std::string_view name, const std::array<double, 3>& parameters) {
  for (std::size_t k = 0; k < kinds; ++k) {
    Activation activation(static_cast<weft::ActivationKind>(k));
    if (activation_name(activation) != name) continue;
    if (weft::detail::activation_facts[k].parameters > 0) activation.parameters = parameters;
    return activation;
  }
  FAIL("no activation has this name");
  return {};
}

/// Whether TensorFlow computes with a constant that it has rounded to float, such as 0.2F or the root of 2, in double
/// too.
bool has_float_constants(const Activation& activation) {
  return activation.kind == weft::ActivationKind::leaky_relu || activation.kind == weft::ActivationKind::gelu;
}

template <class Scalar>
std::vector<Scalar> applied(const Activation& activation, std::vector<Scalar> z, Index rows = 1) {
  weft::apply(activation, z.data(), rows, std::ssize(z) / rows);
  return z;
}

/// dz of the passes of z; the input is given only where it is said to be needed.
template <class Scalar>
std::vector<Scalar> differentiated(const Activation& activation, const std::vector<Scalar>& z, std::vector<Scalar> dy,
                                   Index rows = 1) {
  const std::vector<Scalar> y = applied(activation, z, rows);
  weft::differentiate<Scalar>(activation, weft::needs_input(activation) ? z.data() : nullptr, y.data(), dy.data(),
                              dy.data(), rows, std::ssize(z) / rows);
  return dy;
}

template <class Scalar> std::vector<Scalar> of(std::span<const double> numbers) {
  return {numbers.begin(), numbers.end()};
}

template <class Scalar>
void check_near(const std::vector<Scalar>& given, std::span<const double> keras,
                double epsilon = static_cast<double>(std::numeric_limits<Scalar>::epsilon())) {
  REQUIRE(given.size() == keras.size());
  for (std::size_t k = 0; k < given.size(); ++k) {
    CAPTURE(k);
    CHECK(std::abs(static_cast<double>(given[k]) - keras[k]) <= 8 * epsilon * (std::abs(keras[k]) + 1));
  }
}

}  // namespace

TEST_CASE_TEMPLATE("activations of one number are Keras's, and so are their derivatives", Scalar, double, float) {
  for (const auto& keras : weft::golden::activation_cases) {
    const Activation activation = named(keras.name, keras.parameters);
    CAPTURE(activation_name(activation));
    const double epsilon =
        has_float_constants(activation) ? 1e-7 : static_cast<double>(std::numeric_limits<Scalar>::epsilon());
    check_near(applied(activation, of<Scalar>(keras.x)), keras.y, epsilon);
    check_near(differentiated(activation, of<Scalar>(keras.x), std::vector<Scalar>(keras.x.size(), 1)), keras.dydx,
               epsilon);
  }
}

TEST_CASE_TEMPLATE("activations of rows are Keras's, and so are their gradients", Scalar, double, float) {
  for (const auto& keras : weft::golden::row_activation_cases) {
    if (!keras.mask.empty()) continue;
    const Activation activation = named(keras.name, {});
    CAPTURE(activation_name(activation));
    const Index rows = std::ssize(keras.x) / weft::golden::activation_row_size;
    check_near(applied(activation, of<Scalar>(keras.x), rows), keras.y);
    check_near(differentiated(activation, of<Scalar>(keras.x), of<Scalar>(keras.dy), rows), keras.dx);
  }
}

TEST_CASE("derivatives are those of the functions, told from the output alone where no input is needed") {
  constexpr double e = 1e-5;
  for (const Activation& activation : all_activations()) {
    if (is_by_rows(activation)) continue;
    CAPTURE(activation_name(activation));
    for (const double z : {-7.3, -2.2, -0.7, -0.3, 0.1, 0.4, 1.4, 2.7, 6.5}) {
      CAPTURE(z);
      const auto y = applied<double>(activation, {z - e, z + e});
      const double d = differentiated<double>(activation, {z}, {2})[0];
      CHECK(d == doctest::Approx((y[1] - y[0]) / e).epsilon(1e-7));
    }
  }
}

TEST_CASE("gradients of rows are those of the functions") {
  constexpr double e = 1e-5;
  const std::vector<double> z{0.3, -0.2, 0.9, 0.25, -1.5}, dy{0.5, -1, 2, 0.25, -0.75};
  for (const Activation& activation : {weft::softmax, weft::log_softmax, weft::sparsemax}) {
    CAPTURE(activation_name(activation));
    const auto dz = differentiated(activation, z, dy);
    for (std::size_t j = 0; j < z.size(); ++j) {
      auto up = z, down = z;
      up[j] += e;
      down[j] -= e;
      up = applied(activation, up);
      down = applied(activation, down);
      double sum = 0;
      for (std::size_t k = 0; k < z.size(); ++k) sum += dy[k] * (up[k] - down[k]) / (2 * e);
      CHECK(dz[j] == doctest::Approx(sum).epsilon(1e-8));
    }
  }
}

TEST_CASE("derivatives at kinks are Keras's") {
  const auto at = [](const Activation& activation, double z) {
    return differentiated<double>(activation, {z}, {1})[0];
  };
  CHECK(at(weft::relu, 0) == 0);
  CHECK(at(weft::relu6, 0) == 0);
  CHECK(at(weft::relu6, 6) == 0);
  CHECK(at(weft::relu(0, 6), 6) == 0);
  CHECK(at(weft::relu(0, 5), 5) == 1);
  CHECK(at(weft::relu(0.1, 5), 0) == 0);
  CHECK(at(weft::relu(0, 6, 1), 6) == 1);
  CHECK(at(weft::relu(0, 6, 1), 1) == 0);
  CHECK(at(weft::leaky_relu(0.1), 0) == 0.1);
  CHECK(at(weft::elu(0.5), 0) == 0.5);
  CHECK(at(weft::selu, 0) == 1.0507009873554804934);
  CHECK(at(weft::hard_tanh, 1) == 1);
  CHECK(at(weft::hard_sigmoid, 3) == 0);
  CHECK(at(weft::hard_silu, 3) == 1);
  CHECK(at(weft::sparse_sigmoid, 1) == 0);
  CHECK(at(weft::soft_shrink, 0.5) == 0);
  CHECK(at(weft::thresholded(1, 2), 1) == 0);
}

TEST_CASE("the derivative of celu at 0 is that of both of its sides, where Keras has their sum") {
  CHECK(differentiated<double>(weft::celu(2), {0}, {1})[0] == 1);
}

TEST_CASE_TEMPLATE("activations neither overflow nor lose their sign at extremes", Scalar, double, float) {
  constexpr Scalar big = std::numeric_limits<Scalar>::max(), infinity = std::numeric_limits<Scalar>::infinity();
  for (const Activation& activation : all_activations()) {
    CAPTURE(activation_name(activation));
    for (const Scalar z : {Scalar(1e5), big / 4, big, infinity}) {
      CAPTURE(z);
      if (is_by_rows(activation)) {
        if (z > big) continue;
        for (const Scalar y : applied<Scalar>(activation, {z, 0, z})) CHECK(std::isfinite(y));
        for (const Scalar d : differentiated<Scalar>(activation, {z, 0, z}, {1, 2, 3})) CHECK(std::isfinite(d));
        continue;
      }
      const Scalar high = applied<Scalar>(activation, {z})[0], low = applied<Scalar>(activation, {-z})[0];
      CHECK(!std::isnan(high));
      CHECK(!std::isnan(low));
      CHECK(high <= (activation == weft::exponential ? infinity : activation == weft::selu ? 2 * z : z + z / 1000));
      if (activation.kind != weft::ActivationKind::threshold) CHECK(std::abs(low) <= z);
      if (z > big || activation == weft::exponential) continue;
      CHECK(std::isfinite(differentiated<Scalar>(activation, {z}, {1})[0]));
      CHECK(std::isfinite(differentiated<Scalar>(activation, {-z}, {1})[0]));
    }
  }
}

TEST_CASE("activations keep their digits where others lose them") {
  const auto at = [](const Activation& activation, double z) { return applied<double>(activation, {z})[0]; };
  const auto slope = [](const Activation& activation, double z) {
    return differentiated<double>(activation, {z}, {1})[0];
  };
  CHECK(at(weft::softplus, -50) == doctest::Approx(std::exp(-50.0)).epsilon(1e-14));
  CHECK(slope(weft::softplus, -50) == doctest::Approx(std::exp(-50.0)).epsilon(1e-14));
  CHECK(at(weft::log_sigmoid, 50) == doctest::Approx(-std::exp(-50.0)).epsilon(1e-14));
  CHECK(at(weft::gelu, -20) == doctest::Approx(-10 * std::erfc(20 / std::sqrt(2.0))).epsilon(1e-13));
  CHECK(at(weft::silu, -50) == doctest::Approx(-50 * std::exp(-50.0)).epsilon(1e-14));
  CHECK(at(weft::mish, -50) == doctest::Approx(-50 * std::exp(-50.0)).epsilon(1e-14));
  CHECK(at(weft::squareplus, -1e10) == doctest::Approx(1e-10).epsilon(1e-14));
  CHECK(slope(weft::squareplus, -1e10) == doctest::Approx(1e-20).epsilon(1e-14));
  CHECK(at(weft::elu, -1e-12) == doctest::Approx(-1e-12).epsilon(1e-14));
  CHECK(at(weft::elu(2), -1e3) == -2);
  CHECK(at(weft::celu(2), -1e5) == -2);
  CHECK(at(weft::softsign, -1e308) == -1);
}

TEST_CASE_TEMPLATE("NaN comes out where it goes in, of rows in the whole row", Scalar, double, float) {
  constexpr Scalar nan = std::numeric_limits<Scalar>::quiet_NaN();
  for (const Activation& activation : all_activations()) {
    CAPTURE(activation_name(activation));
    for (const Scalar y : applied<Scalar>(activation, std::vector<Scalar>(3, nan))) CHECK(std::isnan(y));
    if (!is_by_rows(activation)) continue;
    const auto y = applied<Scalar>(activation, {1, nan, 3, 1, 2, 3}, 2);
    for (std::size_t k = 0; k < 3; ++k) CHECK(std::isnan(y[k]));
    for (std::size_t k = 3; k < 6; ++k) CHECK(!std::isnan(y[k]));
  }
}

TEST_CASE("softmax and sparsemax give rows that add up to 1, of any width") {
  for (const Activation& activation : {weft::softmax, weft::sparsemax})
    for (const std::size_t width : {1U, 2U, 7U, 100U}) {
      std::vector<double> z(width);
      for (std::size_t k = 0; k < width; ++k) z[k] = std::sin(static_cast<double>(k)) * 3 + 1e6;
      double sum = 0;
      for (const double y : applied(activation, z)) {
        CHECK(y >= 0);
        sum += y;
      }
      CHECK(sum == doctest::Approx(1).epsilon(1e-9));
    }
  CHECK(applied<double>(weft::softmax, {}).empty());
}

TEST_CASE("an Activation is a value with a name that tells all of its parameters") {
  static_assert(Activation{} == weft::linear && weft::relu != weft::relu6 && weft::swish == weft::silu);
  static_assert(weft::leaky_relu(0.2) == weft::leaky_relu && weft::leaky_relu(0.1) != weft::leaky_relu);
  static_assert(!weft::needs_input(weft::relu) && weft::needs_input(weft::relu(0, 6)) &&
                !weft::needs_input(weft::relu(0.1)) && weft::needs_input(weft::relu(-0.1)));
  CHECK(activation_name(weft::linear) == "linear");
  CHECK(activation_name(weft::relu) == "relu");
  CHECK(activation_name(weft::sigmoid) == "sigmoid");
  CHECK(activation_name(weft::tanh) == "tanh");
  CHECK(activation_name(weft::hard_swish) == "hard_silu");
  CHECK(activation_name(weft::leaky_relu(0.1)) == "leaky_relu(0.1)");
  CHECK(activation_name(weft::relu(0.1, 6)) == "relu(0.1, 6)");
  CHECK(activation_name(weft::relu(0, 6, 0)) == "relu(0, 6)");
  CHECK(activation_name(weft::relu(0, weft::detail::no_limit, 1)) == "relu(0, inf, 1)");
  CHECK(activation_name(weft::gelu(true)) == "gelu(1)");
  CHECK(activation_name(weft::thresholded(0, 2)) == "threshold(0, 2)");
}

TEST_CASE("Activation names what is wrong with its parameters") {
  CHECK_THROWS_WITH(weft::tanh(1), "tanh takes at most 0 parameters; given 1");
  CHECK_THROWS_WITH(weft::elu(1, 2), "elu takes at most 1 parameters; given 2");
  CHECK_THROWS_WITH(weft::soft_shrink(-1), "soft_shrink: a parameter is -1; expected at least 0");
  CHECK_THROWS_WITH(weft::elu(std::nan("")), "elu: a parameter is nan; expected a number");
}
