// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <weft/core/detail/require.hpp>
#include <weft/core/parameter.hpp>
#include <weft/core/tensor.hpp>
#include <weft/schedules/learning_rate.hpp>

namespace weft {

/// What an optimizer is told of the step it makes.
struct OptimizerStep {
  std::int64_t iteration = 1;  ///< counted from 1: t in the equations
  double learning_rate = 0;
};

/// A stretch of a parameter, with what belongs to it: its gradient, and what the optimizer remembers of it.
template <class Scalar> struct OptimizerPortion {
  static constexpr std::size_t most_slots = 4;

  NumbersMap<Scalar> p;
  ConstNumbersMap<Scalar> g;
  std::array<Scalar*, most_slots> memory{};  ///< of each slot
  Shape shape = {};                          ///< of the whole parameter
  std::size_t parameter = 0;                 ///< which one of the model's it is, from 0

  [[nodiscard]] NumbersMap<Scalar> slot(std::size_t k) const { return {memory[k], p.size()}; }
};

/// What every optimizer can be asked for besides its own options: Adam{{.beta_1 = 0.8}, {.clipnorm = 1}}. In the order
/// in which Keras does it (keras/src/optimizers/base_optimizer.py): accumulate, clip, decay, update, average.
struct OptimizerOptions {
  double clipnorm = 0;         ///< the norm to which each parameter's gradient is cut down; 0: it is left alone
  double clipvalue = 0;        ///< the size to which each number of the gradient is cut down; 0: it is left alone
  double global_clipnorm = 0;  ///< the norm to which the whole gradient is cut down; 0: it is left alone
  double weight_decay = 0;     ///< p -= p weight_decay learning_rate before the update
  std::vector<std::string> exclude_from_weight_decay = {};  ///< parts of parameters' names: {"bias"}
  std::vector<std::string> frozen = {};                     ///< parts of names of parameters that are not trained
  /// Parts of names of parameters of which only rows that the gradient touched are updated: {"embeddings"}; another
  /// algorithm than Keras's, see docs/math/optimizers.md.
  std::vector<std::string> lazy = {};
  double ema_momentum = 0;  ///< of a moving average of the parameters, Keras's use_ema; 0: there is none
  std::int64_t ema_overwrite_frequency = 0;      ///< after so many updates they become their average; 0: never
  std::int64_t gradient_accumulation_steps = 1;  ///< of so many gradients the mean makes one step
};

/// How parameters are changed, given their gradient. An optimizer is a plain value, that knows no model; what it
/// remembers of each number of a model (its moments) is kept for it, shaped like the model (ModelOptimizer):
///
///   struct SignDescent {
///     static constexpr std::string_view type_name = "SignDescent";
///     LearningRate rate = 1e-3;
///
///     [[nodiscard]] const LearningRate& learning_rate() const { return rate; }
///     [[nodiscard]] std::vector<std::string_view> moments() const { return {}; }
///     template <class Scalar> void update(const OptimizerStep& step, OptimizerPortion<Scalar>& x) const {
///       x.p -= static_cast<Scalar>(step.learning_rate) * x.g.sign();
///     }
///   };
///
/// update changes x.p, and x.slot(k), which belongs to the k-th of moments(). It is called for stretches of a parameter
/// small enough for the first-level cache, in any order and from any thread, so that each number's update must depend
/// on that number's values alone. An optimizer may also have
///
///   static constexpr bool whole_parameters = true     each parameter is one stretch: for norms and the like; none can
///                                                      be lazy then
///   double initial(std::size_t slot) const             what a slot's numbers are at first; 0
///   void prepare(std::size_t parameter, const Shape&)  once for each parameter before the first step
///   void begin_step(const OptimizerStep&)              once before the updates of a step, for what they share
///   static void for_each_state(visit, auto&... each)   the doubles, and vectors of them, that change from step to step
///   const OptimizerOptions& common() const             what it was asked for of what every optimizer can do
///   void for_each_setting(auto&& visit) const          visit(name, text) for each option, which a resumed run must
///                                                      have alike
template <class O, class Scalar = float>
concept OptimizerRule = std::copyable<O> &&
    requires(O& rule, const O& constant, const OptimizerStep& step, OptimizerPortion<Scalar>& portion) {
  { O::type_name } -> std::convertible_to<std::string_view>;
  { constant.learning_rate() } -> std::convertible_to<const LearningRate&>;
  { constant.moments() } -> std::convertible_to<std::vector<std::string_view>>;
  rule.update(step, portion);
};

}  // namespace weft
