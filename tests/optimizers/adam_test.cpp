// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <limits>
#include <string>
#include <vector>

#include <weft/layers/dense.hpp>
#include <weft/layers/embedding.hpp>
#include <weft/models/sequential.hpp>
#include <weft/optimizers/adam.hpp>

namespace {

using weft::Adam;
using weft::Index;
using Dense = weft::Dense<double>;
using Model = weft::Sequential<Dense, Dense>;

Dense built(Index input_features, Index units) {
  weft::Rng rng(1);
  Dense dense(units);
  dense.build(input_features, rng);
  return dense;
}

template <class L> std::vector<double> numbers(const L& model) {
  std::vector<double> result;
  weft::for_each_parameter(
      [&](std::string_view, const auto& p) { result.insert(result.end(), p.data(), p.data() + p.size()); }, model);
  return result;
}

template <class L> L constant(const L& model, double value) {
  L result = model;
  weft::for_each_parameter([&](std::string_view, auto& p) { p.array().setConstant(value); }, result);
  return result;
}

template <class Message> void check_refused(const weft::AdamOptions& options, const Message& message) {
  CHECK_THROWS_WITH_AS(Adam<Dense>(built(1, 1), options), message, std::invalid_argument);
}

}  // namespace

TEST_CASE("Adam's defaults are Keras's") {
  const Adam adam(built(1, 1));
  CHECK(adam.options().learning_rate == 0.001);
  CHECK(adam.options().beta_1 == 0.9);
  CHECK(adam.options().beta_2 == 0.999);
  CHECK(adam.options().epsilon == 1e-7);
}

TEST_CASE("two steps of Adam are those of its equation by hand") {
  Dense model = built(1, 1);
  model.kernel(0, 0) = 2;
  Adam adam(model, {.learning_rate = 0.1, .beta_1 = 0.8, .beta_2 = 0.95, .epsilon = 0.01});

  adam.step(model, constant(model, 0.5));
  const double m1 = 0.2 * 0.5, v1 = 0.05 * 0.25;
  const double p1 = 2 - 0.1 * std::sqrt(1 - 0.95) / (1 - 0.8) * m1 / (std::sqrt(v1) + 0.01);
  CHECK(adam.first_moment().kernel(0, 0) == doctest::Approx(m1));
  CHECK(adam.second_moment().kernel(0, 0) == doctest::Approx(v1));
  CHECK(model.kernel(0, 0) == doctest::Approx(p1).epsilon(1e-14));

  adam.step(model, constant(model, -3));
  const double m2 = 0.8 * m1 + 0.2 * -3, v2 = 0.95 * v1 + 0.05 * 9;
  const double p2 = p1 - 0.1 * std::sqrt(1 - 0.95 * 0.95) / (1 - 0.8 * 0.8) * m2 / (std::sqrt(v2) + 0.01);
  CHECK(adam.first_moment().kernel(0, 0) == doctest::Approx(m2));
  CHECK(adam.second_moment().kernel(0, 0) == doctest::Approx(v2));
  CHECK(model.kernel(0, 0) == doctest::Approx(p2).epsilon(1e-14));
  CHECK(adam.steps() == 2);
}

TEST_CASE("every parameter goes down a constant gradient by the learning rate, step after step") {
  weft::Rng rng(2);
  Model model(rng, weft::Input{3}, Dense(4), Dense(2));
  const auto before = numbers(model);
  const Model gradient = constant(model, 7);
  Adam adam(model, {.learning_rate = 0.001, .epsilon = 1e-12});
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
  Adam adam(model);
  adam.step(model, weft::zeros_like(model));
  CHECK(numbers(model) == before);
}

TEST_CASE("Adam's moments are values of the model's shape, zero at first") {
  const Dense model = built(3, 2);
  const Adam adam(model);
  CHECK(adam.first_moment().kernel.dimensions() == model.kernel.dimensions());
  CHECK(adam.second_moment().bias.dimensions() == model.bias.dimensions());
  CHECK(weft::global_norm(adam.first_moment()) == 0);
  CHECK(weft::global_norm(adam.second_moment()) == 0);
  CHECK(adam.steps() == 0);
}

TEST_CASE("copies of a model do not disturb its Adam, and a copied Adam goes on by itself") {
  Dense model = built(2, 2);
  const Dense gradient = constant(model, 0.3);
  Adam adam(model);
  adam.step(model, gradient);

  Dense other = model;
  Adam other_adam = adam;
  weft::set_zero(other);
  other_adam.step(other, constant(model, -5));
  CHECK(other_adam.steps() == 2);
  CHECK(adam.steps() == 1);

  Dense moved = std::move(model);  // nothing is kept by address
  Dense expected = moved;
  Adam fresh(expected);
  Dense start = expected;
  fresh.step(start, gradient);
  fresh.step(expected, gradient);
  adam.step(moved, gradient);
  CHECK(numbers(moved) == numbers(expected));
}

TEST_CASE("threads that share Adam's work make no difference to a bit, whatever the size") {
  weft::ThreadPool pool(3);
  for (const weft::Index rows : {100, 8192, 8193, 20011}) {
    weft::Rng rng(5);
    weft::Embedding<float> alone(rows, 8);
    alone.build(0, rng);
    auto shared = alone, gradient = alone;
    weft::Adam adam_alone(alone), adam_shared(shared);
    for (int step = 0; step < 3; ++step) {
      adam_alone.step(alone, gradient);
      adam_shared.step(shared, gradient, &pool);
    }
    CHECK(numbers(alone) == numbers(shared));
    CHECK(numbers(adam_alone.second_moment()) == numbers(adam_shared.second_moment()));
  }
}

TEST_CASE("Adam works on float models") {
  weft::Rng rng(3);
  weft::Dense<float> model(2), gradient(2);
  model.build(2, rng);
  gradient = model;
  gradient.kernel.setConstant(2);
  const float before = model.kernel(1, 1);
  Adam adam(model, {.learning_rate = 0.5});
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
  CHECK_NOTHROW(Adam(built(1, 1), {.beta_1 = 0, .beta_2 = 0}));
}

TEST_CASE("Adam names a shape that does not fit, and changes nothing") {
  Dense model = built(3, 2);
  const auto before = numbers(model);
  Adam adam(model);
  CHECK_THROWS_WITH_AS(adam.step(model, built(3, 4)),
                       "Adam: the gradient of kernel is [3 x 4]; the parameter is [3 x 2]", std::invalid_argument);
  Dense larger = built(5, 2);
  CHECK_THROWS_WITH_AS(adam.step(larger, larger), "Adam: kernel is [5 x 2]; this optimizer was made for [3 x 2]",
                       std::invalid_argument);
  CHECK(numbers(model) == before);
  CHECK(adam.steps() == 0);
  CHECK(weft::global_norm(adam.first_moment()) == 0);
}

TEST_CASE("an Adam made from another one's moments and steps goes on as that one") {
  weft::Rng rng(1);
  Dense layer(2), gradient(2);
  layer.build(3, rng);
  gradient.build(3, rng);
  Adam adam(layer);
  adam.step(layer, gradient);
  Dense copy = layer;
  Adam other(adam.first_moment(), adam.second_moment(), adam.steps());
  adam.step(layer, gradient);
  other.step(copy, gradient);
  CHECK(other.steps() == 2);
  for (Index k = 0; k < layer.kernel.size(); ++k) CHECK(layer.kernel.data()[k] == copy.kernel.data()[k]);
  CHECK_THROWS_WITH_AS(Adam(built(3, 2), built(3, 4), 1),
                       "Adam: the first moment of kernel is [3 x 2], the second [3 x 4]", std::invalid_argument);
  CHECK_THROWS_WITH_AS(Adam(adam.first_moment(), adam.second_moment(), -1), "Adam: steps is -1; expected at least 0",
                       std::invalid_argument);
}

TEST_CASE("with the least epsilon that Adam takes, a gradient of zero changes nothing while denormals are flushed") {
  weft::Rng rng(1);
  weft::Dense<float> model(2);
  model.build(2, rng);
  const float before = model.kernel(1, 1);
  Adam adam(model, {.epsilon = static_cast<double>(std::numeric_limits<float>::min())});
  const weft::ScopedDenormals flush(weft::Denormals::flushed());
  adam.step(model, weft::zeros_like(model));
  CHECK(model.kernel(1, 1) == before);
}
