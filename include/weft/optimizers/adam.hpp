// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <cstdint>
#include <limits>
#include <utility>

#include <weft/core/parameters.hpp>
#include <weft/optimizers/run_position.hpp>
#include <weft/system/thread_pool.hpp>

namespace weft {

/// Adam's settings; the defaults are Keras's.
struct AdamOptions {
  double learning_rate = 1e-3;
  double beta_1 = 0.9;
  double beta_2 = 0.999;
  double epsilon = 1e-7;
};

/// Adam: Kingma & Ba 2015, algorithm 1 in the efficient form at the end of section 2, as Keras has it.
///
///   rate = learning_rate sqrt(1 - beta_2^t) / (1 - beta_1^t)
///   m += (1 - beta_1) (g - m)      v += (1 - beta_2) (g^2 - v)      p -= rate m / (sqrt(v) + epsilon)
///
/// The moments m and v are values of the model's type; t counts calls of step. Errors: std::invalid_argument when an
/// option is out of its range or the gradient's shape is not the model's.
template <Layer L> class Adam {
 public:
  using Options = AdamOptions;

  explicit Adam(const L& model, Options options = {})
      : options_(checked(options)), m_(zeros_like(model)), v_(zeros_like(model)) {}

  /// Goes on where another one stands, from its moments and its steps.
  Adam(L first_moment, L second_moment, std::int64_t steps, Options options = {})
      : options_(checked(options)), m_(std::move(first_moment)), v_(std::move(second_moment)), steps_(steps) {
    throw_unless(steps >= 0, "Adam: steps is ", steps, "; expected at least 0");
    for_each_parameter(
        [](std::string_view name, ParameterOf<L> m, ParameterOf<L> v) {
          throw_unless(m.shape() == v.shape(), "Adam: the first moment of ", name, " is ", m.shape(), ", the second ",
                       v.shape());
        },
        m_, v_);
  }

  /// One step down the gradient. With a pool two threads share large parameters; the result is the same to the bit.
  void step(L& model, const L& gradient, ThreadPool* pool = nullptr) {
    check_shapes(model, gradient);
    ++steps_;
    const double t = static_cast<double>(steps_);
    const double rate =
        options_.learning_rate * std::sqrt(1 - std::pow(options_.beta_2, t)) / (1 - std::pow(options_.beta_1, t));
    for_each_parameter([&](std::string_view, ParameterOf<L> p, ParameterOf<const L> g, ParameterOf<L> m,
                           ParameterOf<L> v) { update(p.data(), g.data(), m.data(), v.data(), p.size(), rate, pool); },
                       model, gradient, m_, v_);
  }

  /// Throws std::invalid_argument naming the parameter unless the optimizer was made for a model of this one's shape.
  void check_model(const L& model) const { check_shapes(model, model); }

  [[nodiscard]] const Options& options() const& { return options_; }
  [[nodiscard]] std::int64_t steps() const { return steps_; }
  [[nodiscard]] const L& first_moment() const& { return m_; }
  [[nodiscard]] const L& second_moment() const& { return v_; }
  [[nodiscard]] const RunPosition& position() const& { return position_; }
  void set_position(const RunPosition& position) { position_ = position; }

  // Of an optimizer that is about to go.
  Options options() && { return options_; }
  L first_moment() && { return std::move(m_); }
  L second_moment() && { return std::move(v_); }
  RunPosition position() && { return position_; }

 private:
  static constexpr Index portion = 1024;  // what the three statements share stays in the first-level cache

  using Scalar = typename L::Scalar;

  void update(Scalar* p, const Scalar* g, Scalar* m, Scalar* v, Index size, double rate, ThreadPool* pool) const {
    constexpr Index worth_a_thread = 64 * portion;
    const Index half = size / portion / 2 * portion;
    run_both(
        size < worth_a_thread ? nullptr : pool, [&] { update(p, g, m, v, half, rate); },
        [&] { update(p + half, g + half, m + half, v + half, size - half, rate); });
  }

  void update(Scalar* p, const Scalar* g, Scalar* m, Scalar* v, Index size, double full_rate) const {
    const Scalar rate = static_cast<Scalar>(full_rate), epsilon = static_cast<Scalar>(options_.epsilon);
    const Scalar take_1 = static_cast<Scalar>(1 - options_.beta_1), take_2 = static_cast<Scalar>(1 - options_.beta_2);
    for (Index k = 0; k < size; k += portion) {
      const Index count = (std::min)(portion, size - k);
      const ConstNumbersMap<Scalar> gradient(g + k, count);
      NumbersMap<Scalar> first(m + k, count), second(v + k, count), parameter(p + k, count);
      first += take_1 * (gradient - first);
      second += take_2 * (gradient * gradient - second);
      parameter -= rate * first / (second.sqrt() + epsilon);
    }
  }

  static Options checked(const Options& o) {
    require_float("learning_rate", o.learning_rate);
    require_decay("beta_1", o.beta_1);
    require_decay("beta_2", o.beta_2);
    require_float("epsilon", o.epsilon);
    return o;
  }

  /// An epsilon that is zero in a float, as denormal numbers are while fit runs, makes 0 / 0 of a gradient of zero.
  static void require_float(std::string_view name, double x) {
    using Float = std::numeric_limits<float>;
    constexpr double least = static_cast<double>((Float::min)()), most = static_cast<double>((Float::max)());
    throw_unless(detail::is_finite(x) && x >= least && x <= most, "Adam: ", name, " is ", x, "; expected ", least,
                 " to ", most, ", the range of a float");
  }
  static void require_decay(std::string_view name, double x) {
    throw_unless(detail::is_finite(x) && x >= 0 && x < 1, "Adam: ", name, " is ", x, "; expected 0 <= ", name, " < 1");
  }

  void check_shapes(const L& model, const L& gradient) const {
    using Const = ParameterOf<const L>;
    for_each_parameter(
        [](std::string_view name, Const p, Const g, Const m) {
          check_shape("Adam", name, p, g);
          throw_unless(p.shape() == m.shape(), "Adam: ", name, " is ", p.shape(), "; this optimizer was made for ",
                       m.shape());
        },
        model, gradient, m_);
  }

  Options options_;
  L m_, v_;
  std::int64_t steps_ = 0;
  RunPosition position_;
};

template <Layer L> explicit Adam(const L&, AdamOptions = {}) -> Adam<L>;
template <Layer L> Adam(L, L, std::int64_t, AdamOptions = {}) -> Adam<L>;

}  // namespace weft
