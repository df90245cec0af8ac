// SPDX-License-Identifier: MIT
#include <weft/optimizers/optimizer.hpp>

#include <doctest/doctest.h>

#include <array>
#include <memory>
#include <string>

#include <weft/optimizers/model_optimizer.hpp>

#include "small_dense.hpp"

namespace {

/// The optimizer of one's own that optimizer.hpp shows.
struct SignDescent {
  static constexpr std::string_view type_name = "SignDescent";
  weft::LearningRate rate = 1e-3;

  [[nodiscard]] const weft::LearningRate& learning_rate() const { return rate; }
  [[nodiscard]] std::vector<std::string_view> moments() const { return {}; }
  template <class Scalar> void update(const weft::OptimizerStep& step, weft::OptimizerPortion<Scalar>& x) const {
    x.p -= static_cast<Scalar>(step.learning_rate) * x.g.sign();
  }
};

/// Writes down what an optimizer may be told besides.
struct Witness : SignDescent {
  static constexpr bool whole_parameters = true;
  std::string told = {};

  [[nodiscard]] std::vector<std::string_view> moments() const { return {"a", "b"}; }
  [[nodiscard]] double initial(std::size_t slot) const { return slot == 0 ? 0.5 : -7; }
  void prepare(std::size_t parameter, const weft::Shape& shape) {
    told += weft::concat("parameter ", parameter, ' ', shape, ", ");
  }
  void begin_step(const weft::OptimizerStep& step) { told += weft::concat("step ", step.iteration, ": "); }
  template <class Scalar> void update(const weft::OptimizerStep&, weft::OptimizerPortion<Scalar>& x) {
    told += weft::concat(x.p.size(), ", ");
  }
};

// None of these is an optimizer, each for one reason; the last is one of floats.
struct NamedByNumber : SignDescent {
  static constexpr int type_name = 4;
};
struct NotCopyable : SignDescent {
  std::unique_ptr<int> memory;
};
struct WithoutRate : SignDescent {
  void learning_rate() const;
};
struct OfFloats : SignDescent {
  void update(const weft::OptimizerStep&, weft::OptimizerPortion<float>&) const;
};

}  // namespace

TEST_CASE("an optimizer has a name, is copied, has a learning rate, and updates numbers of a type") {
  CHECK((weft::OptimizerRule<SignDescent> && weft::OptimizerRule<SignDescent, double>));
  CHECK((weft::OptimizerRule<OfFloats> && !weft::OptimizerRule<OfFloats, double>));
  CHECK_FALSE(weft::OptimizerRule<NamedByNumber>);
  CHECK_FALSE(weft::OptimizerRule<NotCopyable>);
  CHECK_FALSE(weft::OptimizerRule<WithoutRate>);
}

TEST_CASE("an optimizer of one's own steps down a model's gradient") {
  auto model = weft::zeros_like(weft::testing::built(2, 1)), gradient = model;
  gradient.kernel.setValues({{3}, {-400}});
  weft::ModelOptimizer optimizer(model, SignDescent{0.25});
  for (int step = 0; step < 2; ++step) optimizer.step(model, gradient);
  CHECK(weft::testing::numbers(model) == std::vector<double>{-0.5, 0.5, 0});
}

TEST_CASE("an optimizer may begin its slots, be told the shapes and each step, and be given parameters whole") {
  auto model = weft::testing::built(1500, 1);
  weft::ModelOptimizer optimizer(model, Witness{});
  CHECK(optimizer.moment(0).kernel(1499, 0) == 0.5);
  CHECK(optimizer.moment(1).bias(0) == -7);
  for (int step = 0; step < 2; ++step) optimizer.step(model, model);
  CHECK(optimizer.rule().told == "parameter 0 [1500 x 1], parameter 1 [1], step 1: 1500, 1, step 2: 1500, 1, ");
}

TEST_CASE("a portion's slot is its memory, of as many numbers as it has itself") {
  std::array<float, 3> p{}, memory{1, 2, 3};
  weft::OptimizerPortion<float> portion{.p = {p.data(), 2}, .g = {p.data(), 2}, .memory = {nullptr, memory.data()}};
  portion.slot(1) += 10;
  CHECK(memory == std::array<float, 3>{11, 12, 3});
}
