// SPDX-License-Identifier: MIT
#pragma once

#include <doctest/doctest.h>

#include <array>
#include <limits>
#include <string>
#include <vector>
#include <weft/optimizers/detail/stretches.hpp>
#include <weft/optimizers/optimizer.hpp>

#include "../golden/formula.hpp"
#include "../golden/optimizers.hpp"

/// A rule at work on plain arrays in place of a model, and what each rule is held to.
namespace weft::testing {

/// The parameters of optimizers.py: their numbers, their gradient's, and what the rule remembers of each.
template <class Scalar> struct RuleParameter {
  Shape shape;
  std::vector<Scalar> p, g;
  std::array<std::vector<Scalar>, OptimizerPortion<Scalar>::most_slots> slots;

  [[nodiscard]] OptimizerPortion<Scalar> portion(std::size_t number) {
    const auto size = static_cast<Index>(p.size());
    OptimizerPortion<Scalar> all{.p = {p.data(), size}, .g = {g.data(), size}, .shape = shape, .parameter = number};
    for (std::size_t k = 0; k < slots.size(); ++k) all.memory[k] = slots[k].empty() ? nullptr : slots[k].data();
    return all;
  }
};

/// Takes steps with a rule. `stretch` numbers of a parameter are updated at a time, or all where it is 0.
template <class Scalar, class Rule> class RuleSteps {
 public:
  explicit RuleSteps(Rule rule, Index stretch = 0) : rule_(std::move(rule)), stretch_(stretch) {}

  template <std::size_t rank> void add_parameter(const std::array<Index, rank>& extents, std::vector<Scalar> p) {
    RuleParameter<Scalar> parameter{.shape = Shape(extents), .p = std::move(p), .g = {}, .slots = {}};
    parameter.g.resize(parameter.p.size());
    for (std::size_t k = 0; k < rule_.moments().size(); ++k) parameter.slots[k].assign(parameter.p.size(), initial(k));
    parameters_.push_back(std::move(parameter));
  }

  /// With the parameters' g as they are.
  void step() {
    OptimizerStep step{.iteration = iteration_ + 1, .learning_rate = rule_.learning_rate().at(iteration_)};
    ++iteration_;
    if constexpr (requires { rule_.begin_step(step); }) rule_.begin_step(step);
    for (std::size_t k = 0; k < parameters_.size(); ++k) {
      OptimizerPortion<Scalar> all = parameters_[k].portion(k);
      all.p -= all.p * static_cast<Scalar>(rule_.common().weight_decay * step.learning_rate);
      const Index size = all.p.size(), stretch = stretch_ > 0 ? stretch_ : size;
      for (Index first = 0; first < size; first += stretch) {
        auto part = weft::detail::stretch(all, first, std::min(stretch, size - first));
        rule_.update(step, part);
      }
    }
  }

  [[nodiscard]] std::vector<RuleParameter<Scalar>>& parameters() { return parameters_; }
  [[nodiscard]] std::vector<Scalar> numbers() const {
    std::vector<Scalar> all;
    for (const auto& each : parameters_) all.insert(all.end(), each.p.begin(), each.p.end());
    return all;
  }
  [[nodiscard]] std::vector<Scalar> moments() const {
    std::vector<Scalar> all;
    for (std::size_t k = 0; k < rule_.moments().size(); ++k)
      for (const auto& each : parameters_) all.insert(all.end(), each.slots[k].begin(), each.slots[k].end());
    return all;
  }
  [[nodiscard]] Rule& rule() { return rule_; }

 private:
  [[nodiscard]] Scalar initial(std::size_t slot) const {
    if constexpr (requires { rule_.initial(slot); })
      return static_cast<Scalar>(rule_.initial(slot));
    else
      return 0;
  }

  Rule rule_;
  Index stretch_;
  std::int64_t iteration_ = 0;
  std::vector<RuleParameter<Scalar>> parameters_;
};

template <class Scalar> std::vector<Scalar> given_numbers(std::uint32_t seed, std::size_t size, double scale) {
  std::vector<Scalar> result;
  for (std::size_t k = 0; k < size; ++k)
    result.push_back(static_cast<Scalar>(golden::number(seed, static_cast<Index>(k), scale)));
  return result;
}

/// The gradients of optimizers.py before step t, counted from 0.
template <class Scalar, class Rule> void set_given_gradients(RuleSteps<Scalar, Rule>& steps, std::uint32_t t) {
  constexpr std::array scales{0.5, 3e-4, 2.0};
  for (std::size_t k = 0; k < scales.size(); ++k) {
    auto& parameter = steps.parameters()[k];
    parameter.g = given_numbers<Scalar>(100 * (static_cast<std::uint32_t>(k) + 1) + t, parameter.p.size(), scales[k]);
  }
}

template <class Scalar, class Rule> RuleSteps<Scalar, Rule> given_steps(const Rule& rule, Index stretch = 0) {
  RuleSteps<Scalar, Rule> steps(rule, stretch);
  steps.add_parameter(std::array<Index, 2>{2, 3}, given_numbers<Scalar>(1, 6, 0.5));
  steps.add_parameter(std::array<Index, 1>{3}, given_numbers<Scalar>(2, 3, 0.5));
  steps.add_parameter(std::array<Index, 3>{2, 2, 2}, given_numbers<Scalar>(3, 8, 0.5));
  return steps;
}

/// How far a rule's float numbers may be from Keras's, as a share of the largest: some units in the last place.
inline constexpr double float_tolerance = 4e-7;

template <class Scalar, class Rule>
void check_keras_steps(const Rule& rule, const golden::OptimizerRun& run, double relative) {
  auto steps = given_steps<Scalar>(rule);
  const auto expected = std::is_same_v<Scalar, double> ? run.parameters : run.parameters_float;
  std::size_t shown = 0;
  for (std::uint32_t t = 0; t < 20; ++t) {
    CAPTURE(t);
    set_given_gradients(steps, t);
    steps.step();
    if (t + 1 != 1 && t + 1 != 5 && t + 1 != 20) continue;
    const auto numbers = steps.numbers();
    golden::check_near("parameters", std::span<const Scalar>(numbers),
                       expected.subspan(shown++ * numbers.size(), numbers.size()), relative);
  }
  if (!std::is_same_v<Scalar, double> || run.slots.empty()) return;
  const auto slots = steps.moments();
  const std::size_t size = steps.numbers().size();
  REQUIRE(slots.size() == run.slots.size());
  for (std::size_t first = 0; first < slots.size(); first += size)
    golden::check_near("a slot", std::span<const Scalar>(slots).subspan(first, size), run.slots.subspan(first, size),
                       relative);
}

/// Checks that the rule takes Keras's twenty steps.
template <class Rule>
void check_keras(const Rule& rule, const golden::OptimizerRun& run, double in_float = float_tolerance) {
  check_keras_steps<double>(rule, run, 1e-12);
  check_keras_steps<float>(rule, run, in_float);
}

template <class Scalar, class Rule> std::vector<Scalar> numbers_by_stretches(const Rule& rule, Index stretch) {
  constexpr std::size_t size = 1037;
  RuleSteps<Scalar, Rule> steps(rule, stretch);
  steps.add_parameter(std::array<Index, 1>{size}, given_numbers<Scalar>(1, size, 0.5));
  for (std::uint32_t t = 0; t < 3; ++t) {
    steps.parameters()[0].g = given_numbers<Scalar>(100 + t, size, 0.1);
    steps.step();
  }
  auto all = steps.numbers();
  const auto slots = steps.moments();
  all.insert(all.end(), slots.begin(), slots.end());
  return all;
}

/// Checks that it makes no difference to a bit in which stretches a parameter is updated.
template <class Rule> void check_stretches(const Rule& rule) {
  for (const Index stretch : {1, 3, 64, 1000, 1024}) {
    CAPTURE(stretch);
    CHECK(numbers_by_stretches<float>(rule, stretch) == numbers_by_stretches<float>(rule, 0));
    CHECK(numbers_by_stretches<double>(rule, stretch) == numbers_by_stretches<double>(rule, 0));
  }
}

/// The options' names and texts as for_each_setting shows them, "momentum=0.9 nesterov=true".
template <class Rule> std::string settings(const Rule& rule) {
  std::string text;
  rule.for_each_setting([&](std::string_view name, std::string_view value) {
    text += (text.empty() ? "" : " ") + std::string(name) + "=" + std::string(value);
  });
  return text;
}

/// What no option takes.
inline constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
inline constexpr double infinite = std::numeric_limits<double>::infinity();

}  // namespace weft::testing
