// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <limits>
#include <string>
#include <vector>

#include <weft/layers/dense.hpp>
#include <weft/layers/embedding.hpp>
#include <weft/models/sequential.hpp>
#include <weft/optimizers/adam.hpp>
#include <weft/optimizers/model_optimizer.hpp>

#include "small_dense.hpp"

namespace {

using weft::Adam;
using weft::Index;
using weft::ModelOptimizer;
using Dense = weft::Dense<double>;
using Model = weft::Sequential<Dense, Dense>;
using weft::testing::built;
using weft::testing::constant;
using weft::testing::numbers;

template <class Message> void check_refused(const weft::AdamOptions& options, const Message& message) {
  CHECK_THROWS_WITH_AS(Adam{options}, message, std::invalid_argument);
}

}  // namespace

TEST_CASE("Adam's defaults are Keras's") {
  const Adam adam;
  CHECK(adam.learning_rate().at(0) == 0.001);
  CHECK_FALSE(adam.options().amsgrad);
  CHECK(adam.options().beta_1 == 0.9);
  CHECK(adam.options().beta_2 == 0.999);
  CHECK(adam.options().epsilon == 1e-7);
}

TEST_CASE("two steps of Adam are those of its equation by hand") {
  Dense model = built(1, 1);
  model.kernel(0, 0) = 2;
  ModelOptimizer adam(model, Adam{{.learning_rate = 0.1, .beta_1 = 0.8, .beta_2 = 0.95, .epsilon = 0.01}});

  adam.step(model, constant(model, 0.5));
  const double m1 = 0.2 * 0.5, v1 = 0.05 * 0.25;
  const double p1 = 2 - 0.1 * std::sqrt(1 - 0.95) / (1 - 0.8) * m1 / (std::sqrt(v1) + 0.01);
  CHECK(adam.moment(0).kernel(0, 0) == doctest::Approx(m1));
  CHECK(adam.moment(1).kernel(0, 0) == doctest::Approx(v1));
  CHECK(model.kernel(0, 0) == doctest::Approx(p1).epsilon(1e-14));

  adam.step(model, constant(model, -3));
  const double m2 = 0.8 * m1 + 0.2 * -3, v2 = 0.95 * v1 + 0.05 * 9;
  const double p2 = p1 - 0.1 * std::sqrt(1 - 0.95 * 0.95) / (1 - 0.8 * 0.8) * m2 / (std::sqrt(v2) + 0.01);
  CHECK(adam.moment(0).kernel(0, 0) == doctest::Approx(m2));
  CHECK(adam.moment(1).kernel(0, 0) == doctest::Approx(v2));
  CHECK(model.kernel(0, 0) == doctest::Approx(p2).epsilon(1e-14));
  CHECK(adam.steps() == 2);
}

TEST_CASE("every parameter goes down a constant gradient by the learning rate, step after step") {
  weft::Rng rng(2);
  Model model(rng, weft::Input{3}, Dense(4), Dense(2));
  const auto before = numbers(model);
  const Model gradient = constant(model, 7);
  ModelOptimizer adam(model, Adam{{.learning_rate = 0.001, .epsilon = 1e-12}});
  for (int step = 1; step <= 3; ++step) {
    adam.step(model, gradient);
    const auto now = numbers(model);
    for (std::size_t k = 0; k < now.size(); ++k)
      CHECK(now[k] == doctest::Approx(before[k] - 0.001 * step).epsilon(1e-9));
  }
}

TEST_CASE("a gradient of zero changes nothing") {
  Dense model = built(3, 2);
  const auto before = numbers(model);
  ModelOptimizer adam(model, Adam{});
  adam.step(model, weft::zeros_like(model));
  CHECK(numbers(model) == before);
}

TEST_CASE("Adam works on float models") {
  weft::Rng rng(3);
  weft::Dense<float> model(2), gradient(2);
  model.build(2, rng);
  gradient = model;
  gradient.kernel.setConstant(2);
  const float before = model.kernel(1, 1);
  ModelOptimizer adam(model, Adam{{.learning_rate = 0.5}});
  adam.step(model, gradient);
  CHECK(model.kernel(1, 1) == doctest::Approx(static_cast<double>(before) - 0.5));
}

TEST_CASE("Adam refuses options out of their range") {
  const double nan = std::numeric_limits<double>::quiet_NaN(), infinity = std::numeric_limits<double>::infinity();
  const std::string in_float = "; expected 1.17549e-38 to 3.40282e+38, the range of a float";
  for (const auto& [x, text] : {std::pair{0.0, "0"}, {-1.0, "-1"}, {nan, "nan"}, {infinity, "inf"}, {1e39, "1e+39"}})
    check_refused({.learning_rate = x}, (std::string("Adam: learning_rate is ") + text + in_float).c_str());
  for (const auto& [x, text] : {std::pair{0.0, "0"}, {-1.0, "-1"}, {nan, "nan"}, {infinity, "inf"}, {1e-45, "1e-45"}})
    check_refused({.epsilon = x}, (std::string("Adam: epsilon is ") + text + in_float).c_str());
  check_refused({.beta_1 = 1}, "Adam: beta_1 is 1; expected 0 <= beta_1 < 1");
  check_refused({.beta_1 = -0.5}, "Adam: beta_1 is -0.5; expected 0 <= beta_1 < 1");
  check_refused({.beta_2 = 1}, "Adam: beta_2 is 1; expected 0 <= beta_2 < 1");
  check_refused({.beta_1 = nan}, "Adam: beta_1 is nan; expected 0 <= beta_1 < 1");
  check_refused({.beta_2 = infinity}, "Adam: beta_2 is inf; expected 0 <= beta_2 < 1");
  check_refused({.beta_2 = nan}, "Adam: beta_2 is nan; expected 0 <= beta_2 < 1");
  CHECK_NOTHROW(Adam({.beta_1 = 0, .beta_2 = 0}));
}

TEST_CASE("with the least epsilon that Adam takes, a gradient of zero changes nothing while denormals are flushed") {
  weft::Rng rng(1);
  weft::Dense<float> model(2);
  model.build(2, rng);
  const float before = model.kernel(1, 1);
  ModelOptimizer adam(model, Adam{{.epsilon = static_cast<double>(std::numeric_limits<float>::min())}});
  const weft::ScopedDenormals flush(weft::Denormals::flushed());
  adam.step(model, weft::zeros_like(model));
  CHECK(model.kernel(1, 1) == before);
}
