// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <weft/layers/dense.hpp>
#include <weft/testing/gradient_check.hpp>

namespace {

/// A Dense whose backward is wrong in one place.
template <class Fault> struct Faulty : weft::Dense<double> {
  using Dense::Dense;

  const Input& backward(const Input& x, const Output& dy, Tape& tape, Faulty& gradient) const {
    Dense::backward(x, dy, tape, gradient);
    Fault::spoil(tape, gradient);
    return tape.dx;
  }
  static void for_each_parameter(auto&& visit, auto&... dense) { Dense::for_each_parameter(visit, dense...); }
};
struct InBias {
  static void spoil(auto&, auto& gradient) { gradient.bias(1) *= 1.00001; }
};
struct InInput {
  static void spoil(auto& tape, auto&) { tape.dx(0, 2) += 1e-6; }
};
struct NotANumber {
  static void spoil(auto&, auto& gradient) { gradient.kernel(0, 0) = std::nan(""); }
};
struct Nowhere {
  static void spoil(auto&, auto&) {}
};

template <class Fault> weft::testing::GradientCheck check() {
  weft::Rng rng(1);
  Faulty<Fault> layer(2, weft::tanh);
  layer.build(3, rng);
  weft::Tensor<double, 2> x(2, 3);
  x.setConstant(0.5);
  return weft::testing::check_gradient(layer, x, rng);
}

}  // namespace

TEST_CASE("check_gradient passes a right layer and counts what it compared") {
  const auto result = check<Nowhere>();
  CHECK(result.worst_relative_error < 1e-8);
  CHECK(result.checked == 2 * 3 + 3 * 2 + 2);
}

TEST_CASE("check_gradient finds a wrong derivative and names it") {
  CHECK(check<InBias>().worst_relative_error > 1e-6);
  CHECK(check<InBias>().worst_parameter == "bias[1]");
  CHECK(check<InInput>().worst_relative_error > 1e-7);
  CHECK(check<InInput>().worst_parameter == "input[2]");
  CHECK(check<NotANumber>().worst_parameter == "kernel[0]");
}
