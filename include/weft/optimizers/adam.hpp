// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <cstdint>
#include <utility>

#include <weft/core/parameters.hpp>

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
    require(steps >= 0, "Adam: steps is ", steps, "; expected at least 0");
  }

  /// One step down the gradient.
  void step(L& model, const L& gradient) {
    check_shapes(model, gradient);
    ++steps_;
    const double t = static_cast<double>(steps_);
    const double rate =
        options_.learning_rate * std::sqrt(1 - std::pow(options_.beta_2, t)) / (1 - std::pow(options_.beta_1, t));
    L::for_each_parameter([&](std::string_view, auto& p, const auto& g, auto& m,
                              auto& v) { update(p.data(), g.data(), m.data(), v.data(), p.size(), rate); },
                          model, gradient, m_, v_);
  }

  const Options& options() const { return options_; }
  std::int64_t steps() const { return steps_; }
  const L& first_moment() const { return m_; }
  const L& second_moment() const { return v_; }

 private:
  template <class Scalar>
  void update(Scalar* p, const Scalar* g, Scalar* m, Scalar* v, Index size, double full_rate) const {
    const Scalar rate = static_cast<Scalar>(full_rate), epsilon = static_cast<Scalar>(options_.epsilon);
    const Scalar take_1 = static_cast<Scalar>(1 - options_.beta_1), take_2 = static_cast<Scalar>(1 - options_.beta_2);
    for (Index k = 0; k < size; ++k) {
      m[k] += take_1 * (g[k] - m[k]);
      v[k] += take_2 * (g[k] * g[k] - v[k]);
      p[k] -= rate * m[k] / (std::sqrt(v[k]) + epsilon);
    }
  }

  static Options checked(const Options& o) {
    require(o.learning_rate > 0, "Adam: learning_rate is ", o.learning_rate, "; expected more than 0");
    require(o.beta_1 >= 0 && o.beta_1 < 1, "Adam: beta_1 is ", o.beta_1, "; expected 0 <= beta_1 < 1");
    require(o.beta_2 >= 0 && o.beta_2 < 1, "Adam: beta_2 is ", o.beta_2, "; expected 0 <= beta_2 < 1");
    require(o.epsilon > 0, "Adam: epsilon is ", o.epsilon, "; expected more than 0");
    return o;
  }

  void check_shapes(const L& model, const L& gradient) const {
    L::for_each_parameter(
        [](std::string_view name, const auto& p, const auto& g, const auto& m) {
          require(p.dimensions() == g.dimensions(), "Adam: the gradient of ", name, " is ", shape_text(g),
                  "; the parameter is ", shape_text(p));
          require(p.dimensions() == m.dimensions(), "Adam: ", name, " is ", shape_text(p),
                  "; this optimizer was made for ", shape_text(m));
        },
        model, gradient, m_);
  }

  Options options_;
  L m_, v_;
  std::int64_t steps_ = 0;
};

}  // namespace weft
