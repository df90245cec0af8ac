// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <optional>
#include <utility>

#include <weft/core/parameters.hpp>
#include <weft/optimizers/detail/parameter_update.hpp>

namespace weft {

/// An optimizer at work on one model: what it remembers of each of the model's numbers, and how many steps it has made.
///
///   weft::ModelOptimizer optimizer{model, weft::Adam{}};
///   optimizer.step(model, gradient);
///
/// In a step the gradient is accumulated, if that was asked for, and clipped, parameters decay and are updated, all of
/// it in one pass over them; then their moving average is. Of parameters that are lazy all this is done for the rows
/// alone whose gradient is not all zero. Errors: std::invalid_argument when an option is out of its range, names a
/// parameter that the model has not got, or a lazy one that cannot be, and when a gradient's shape is not the model's.
/// Source: keras/src/optimizers/base_optimizer.py.
template <Layer L, OptimizerRule<typename L::Scalar> Rule> class ModelOptimizer {
 public:
  using Scalar = typename L::Scalar;

  explicit ModelOptimizer(const L& model, Rule rule = Rule{})
      : rule_(std::move(rule)),
        options_(detail::common_options(rule_)),
        flags_(detail::parameter_flags(model, options_)),
        learning_rate_(rule_.learning_rate().at(0)),
        rows_(flags_.size()) {
    detail::check_options(options_);
    throw_unless(!detail::updates_whole_parameters<Rule> || options_.lazy.empty(), Rule::type_name, ": lazy has \"",
                 detail::joined(options_.lazy, "\", \""), "\"; expected none: this rule updates whole parameters");
    for_each_parameter([&](std::string_view, ParameterOf<const L> p) { add_parameter(p.shape()); }, model);
    for (std::size_t slot = 0; slot < rule_.moments().size(); ++slot) moments_.push_back(filled_like(model, slot));
    if (options_.ema_momentum > 0) average_ = zeros_like(model);
    if (options_.gradient_accumulation_steps > 1) remember_touched_rows(accumulated_.emplace(model));
  }

  /// One step down the gradient, or a part of one where gradients are accumulated. With a pool threads share large
  /// parameters; the result is the same to the bit.
  void step(L& model, const L& gradient, ThreadPool* pool = nullptr) {
    check_shapes(model, gradient);
    if (!rule_.learning_rate().is_constant()) learning_rate_ = rule_.learning_rate().at(steps());
    ++steps_;
    rows_.clear();
    if (!accumulated_) {
      update(model, gradient, 1, pool);
    } else {
      accumulate(*accumulated_, gradient);
      if (steps() % options_.gradient_accumulation_steps == 0) {
        update(model, *accumulated_, options_.gradient_accumulation_steps, pool);
        detail::set_zero_and_remember(*accumulated_);
      }
    }
    if (average_) update_average(model);
  }

  /// Gives the model the moving average of its parameters, if there is one: after the last step of a training.
  void use_average(L& model) const {
    if (!average_ || steps() == 0) return;
    for_each_trained([](std::size_t, ParameterOf<const L> a, ParameterOf<L> p) { p.array() = a.array(); }, *average_,
                     model);
  }

  /// Throws std::invalid_argument naming the parameter unless this was made for a model of that one's shape.
  void check_model(const L& model) const { check_shapes(model, model); }

  /// How many gradients step was given.
  [[nodiscard]] std::int64_t steps() const { return static_cast<std::int64_t>(steps_); }
  /// Of the last step; of the first one before it.
  [[nodiscard]] double learning_rate() const { return learning_rate_; }
  /// Of the steps to come. Throws std::invalid_argument where a schedule says it.
  void set_learning_rate(double rate) {
    throw_unless(rule_.learning_rate().is_constant(), Rule::type_name,
                 ": the learning rate follows a schedule; it cannot be set");
    detail::require_not_negative(Rule::type_name, "learning_rate", rate);
    learning_rate_ = rate;
  }

  /// Whether gradients are cut down before they are used.
  [[nodiscard]] bool clips() const {
    return options_.clipnorm > 0 || options_.clipvalue > 0 || options_.global_clipnorm > 0;
  }

  /// Whether the model's parameter of that number, counted from 0, is trained, and not frozen.
  [[nodiscard]] bool trains(std::size_t parameter) const {
    return parameter < flags_.size() && flags_[parameter].trained;
  }

  [[nodiscard]] const Rule& rule() const& { return rule_; }
  Rule rule() && { return std::move(rule_); }
  /// What is remembered for the rule's k-th slot.
  [[nodiscard]] const L& moment(std::size_t k) const& { return moments_.at(k); }
  L moment(std::size_t k) && { return std::move(moments_.at(k)); }

  /// Calls visit(parameter, first, count) for the numbers of the model's that the last step may have changed: all but
  /// what is lazy and was not touched.
  void for_each_updated(const auto& visit, const L& model) const {
    std::size_t number = 0;
    for_each_parameter(
        [&](std::string_view, ParameterOf<const L> p) {
          for_each_updated(number++, p, [&](Index first, Index count) { visit(p, first, count); });
        },
        model);
  }

  /// Calls visit(name, values) for all that is shaped like the model: the moments, and what else there is. What it
  /// writes to an accumulated gradient may be in any row.
  static void for_each_model(auto&& visit, auto& optimizer) {
    const auto names = optimizer.rule_.moments();
    for (std::size_t k = 0; k < names.size(); ++k) visit(names[k], optimizer.moments_[k]);
    if (optimizer.average_) visit(std::string_view("average"), *optimizer.average_);
    if (!optimizer.accumulated_) return;
    if constexpr (!std::is_const_v<std::remove_reference_t<decltype(optimizer)>>)
      detail::forget_touched_rows(*optimizer.accumulated_);
    visit(std::string_view("accumulated_gradient"), *optimizer.accumulated_);
  }
  /// Calls visit(name, value...) for the numbers that change besides: doubles, or vectors of them.
  static void for_each_state(auto&& visit, auto&... optimizer) {
    visit(std::string_view("steps"), optimizer.steps_...);
    visit(std::string_view("learning_rate"), optimizer.learning_rate_...);
    if constexpr (requires { Rule::for_each_state([](auto&...) {}, optimizer.rule_...); })
      Rule::for_each_state([&](auto&... value) { visit(std::string_view("rule"), value...); }, optimizer.rule_...);
  }
  /// Calls fail(problem) where these numbers cannot be: a file had them.
  void check_state(const auto& fail) const {
    const double most = 0x1p53;
    if (!(steps_ >= 0 && steps_ <= most) || !detail::is_exactly(steps_, std::floor(steps_)))
      fail(concat("the steps are ", steps_, "; expected 0 to ", most));
    if (!detail::is_finite(learning_rate_) || learning_rate_ < 0)
      fail(concat("the learning rate is ", learning_rate_, "; expected a number that is at least 0"));
  }

 private:
  using Memory = detail::ParameterMemory<Scalar>;

  /// An optimizer whose state depends on the parameters' shapes is told them.
  void add_parameter(const Shape& shape) {
    if constexpr (requires { rule_.prepare(shapes_.size(), shape); }) rule_.prepare(shapes_.size(), shape);
    shapes_.push_back(shape);
  }

  [[nodiscard]] L filled_like(const L& model, std::size_t slot) const {
    L filled = zeros_like(model);
    if constexpr (requires { rule_.initial(slot); })
      for_each_parameter(
          [&](std::string_view, ParameterOf<L> p) { p.array().setConstant(static_cast<Scalar>(rule_.initial(slot))); },
          filled);
    return filled;
  }

  /// The gradient is the sum of so many. Fewer steps than gradients have been made.
  void update(L& model, const L& gradient, std::int64_t parts, ThreadPool* pool) {
    const OptimizerStep step{.iteration = steps() / parts, .learning_rate = learning_rate_};
    if constexpr (requires { rule_.begin_step(step); }) rule_.begin_step(step);
    find_memory(model, gradient);
    detail::set_scales(memory_, options_, static_cast<double>(parts));
    for (const Memory& parameter : memory_) detail::update_parameter(rule_, step, options_, parameter, clipped_, pool);
  }

  /// Where the numbers of each parameter are that is trained.
  void find_memory(L& model, const L& gradient) {
    memory_.clear();
    for_each_trained(
        [&](std::size_t number, ParameterOf<L> p, ParameterOf<const L> g) {
          memory_.push_back({.p = p.data(),
                             .g = g,
                             .size = p.size(),
                             .shape = p.shape(),
                             .number = number,
                             .decays = flags_[number].decays,
                             .lazy = flags_[number].lazy,
                             .rows = flags_[number].lazy ? rows_.find(number, g) : std::span<const Index>()});
        },
        model, gradient);
    for (std::size_t slot = 0; slot < moments_.size(); ++slot) {
      std::size_t k = 0;
      for_each_trained([&](std::size_t, ParameterOf<L> m) { memory_[k++].of_slot[slot] = m.data(); }, moments_[slot]);
    }
  }

  /// Those of one parameter: visit(first, count). The first step changes all, since an average begins with it.
  void for_each_updated(std::size_t number, const auto& parameter, const auto& visit) const {
    if (flags_[number].lazy && steps() != 1) return rows_.for_each(number, parameter, visit);
    visit(Index{0}, parameter.size());
  }

  /// a := momentum a + (1 - momentum) p, from a = p; in the end, and every so many updates, p := a. As in Keras, a
  /// moves with every gradient, and an update counts from the first gradient that it is made of.
  void update_average(L& model) {
    const std::int64_t updates = (steps() - 1) / options_.gradient_accumulation_steps;
    const auto momentum = static_cast<Scalar>(updates == 0 ? 0 : options_.ema_momentum);
    for_each_trained(
        [&](std::size_t number, ParameterOf<L> average, ParameterOf<L> parameter) {
          for_each_updated(number, parameter, [&](Index first, Index count) {
            NumbersMap<Scalar> a(average.data() + first, count);
            a = momentum * a + (1 - momentum) * ConstNumbersMap<Scalar>(parameter.data() + first, count);
          });
        },
        *average_, model);
    if (const auto every = options_.ema_overwrite_frequency; every > 0 && (updates + 1) % every == 0)
      use_average(model);
  }

  /// Calls visit(number, parameter...) for those that are trained.
  template <class... Models> void for_each_trained(const auto& visit, Models&... models) const {
    std::size_t number = 0;
    for_each_parameter(
        [&](std::string_view, ParameterOf<Models>... parameters) {
          if (flags_[number].trained) visit(number, parameters...);
          ++number;
        },
        models...);
  }

  void check_shapes(const L& model, const L& gradient) const {
    using Const = ParameterOf<const L>;
    std::size_t count = 0;
    for_each_parameter(
        [&](std::string_view name, Const p, Const g) {
          check_shape(Rule::type_name, name, p, g);
          throw_unless(count < shapes_.size(), Rule::type_name, ": ", name,
                       " is not in the model that this optimizer was made for");
          throw_unless(shapes_[count] == p.shape(), Rule::type_name, ": ", name, " is ", p.shape(),
                       "; this optimizer was made for ", shapes_[count]);
          ++count;
        },
        model, gradient);
  }

  Rule rule_;
  OptimizerOptions options_;
  std::vector<detail::ParameterFlags> flags_;
  std::vector<L> moments_;
  std::optional<L> average_, accumulated_;
  double steps_ = 0;  // exact, as whole numbers are in a double
  double learning_rate_;
  std::vector<Shape> shapes_;
  detail::LazyRows rows_;  // of the last step
  // Of the running step, kept for their memory.
  std::vector<Memory> memory_;
  std::vector<Scalar> clipped_;
};

template <Layer L, class Rule> ModelOptimizer(const L&, Rule) -> ModelOptimizer<L, Rule>;

}  // namespace weft
