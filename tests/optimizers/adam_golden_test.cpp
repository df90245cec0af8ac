// SPDX-License-Identifier: MIT
#include "../golden/adam.hpp"

#include <doctest/doctest.h>

#include <weft/optimizers/adam.hpp>
#include <weft/optimizers/model_optimizer.hpp>

#include "../golden/given_gradients.hpp"

namespace {

template <class Scalar> void check_run(const weft::golden::AdamRun& run) {
  constexpr std::size_t size = 3 * 4 + 4, steps = 10;
  REQUIRE(run.parameters.size() == steps * size);
  auto model = weft::golden::given_parameters<Scalar>();
  auto gradient = weft::zeros_like(model);
  weft::ModelOptimizer adam(
      model,
      weft::Adam(
          {.learning_rate = run.learning_rate, .beta_1 = run.beta_1, .beta_2 = run.beta_2, .epsilon = run.epsilon},
          {.global_clipnorm = run.clip_norm}));
  for (std::size_t step = 0; step < steps; ++step) {
    CAPTURE(step);
    weft::golden::set_given_gradient(gradient, static_cast<std::uint32_t>(step));
    adam.step(model, gradient);
    weft::golden::check_dense("parameters", model, run.parameters.subspan(step * size, size));
  }
  weft::golden::check_dense("first moment", adam.moment(0), run.m);
  weft::golden::check_dense("second moment", adam.moment(1), run.v);
}

}  // namespace

TEST_CASE("Adam takes Keras's ten steps, with the defaults, with other options and with clipped gradients") {
  for (const auto& run : weft::golden::adam_double) check_run<double>(run);
  for (const auto& run : weft::golden::adam_float) check_run<float>(run);
}
