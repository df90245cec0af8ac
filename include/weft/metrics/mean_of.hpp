// SPDX-License-Identifier: MIT
#pragma once

#include <weft/core/settings.hpp>
#include <weft/losses/loss.hpp>
#include <weft/metrics/detail/mean_metric.hpp>
#include <weft/metrics/metric.hpp>

namespace weft {

namespace detail {

/// A class's name as Keras writes it where a metric or a layer has none: "mean_squared_error".
inline std::string snake_case(std::string_view name) {
  const auto is_upper = [&](std::size_t k) { return k < name.size() && name[k] >= 'A' && name[k] <= 'Z'; };
  const auto is_lower = [&](std::size_t k) { return k < name.size() && name[k] >= 'a' && name[k] <= 'z'; };
  std::string result;
  for (std::size_t k = 0; k < name.size(); ++k) {
    if (k > 0 && is_upper(k) && (is_lower(k - 1) || is_lower(k + 1))) result += '_';
    result += is_upper(k) ? static_cast<char>(name[k] - 'A' + 'a') : name[k];
  }
  return result;
}

}  // namespace detail

/// The mean of a loss over rows, by their weights: MeanOf{BinaryCrossentropy{}} is Keras's metric of that name.
///
///   sum of w_r l_r / sum of w_r
///
/// That is not the loss that is trained on, which divides by the number of rows whatever they weigh. Rows whose class
/// the loss says does not count are left out. The name is the loss's own as Keras writes it, "binary_crossentropy",
/// unless another one is given. Source: keras/src/metrics/reduction_metrics.py, MeanMetricWrapper.
template <class L> class MeanOf : public detail::MeanMetric {
 public:
  static constexpr std::string_view type_name = "MeanOf";
  static constexpr bool more_is_better = false;

  explicit MeanOf(L loss, std::string name = detail::snake_case(L::type_name))
      : MeanMetric(std::move(name)), loss_(std::move(loss)) {
    if constexpr (requires { loss_.validate(); }) loss_.validate();
  }

  template <class Scalar>
  requires LossOfNumbers<L, Scalar>
  void update(std::span<const Scalar> p, std::span<const Scalar> y, double weight = 1) { add_row(p, y, weight); }

  template <class Scalar>
  requires LossOfClasses<L, Scalar>
  void update(std::span<const Scalar> p, int y, double weight = 1) {
    if constexpr (requires { loss_.counts(y); })
      if (!loss_.counts(y)) return;
    add_row(p, y, weight);
  }

  void for_each_setting(auto&& visit) const { visit_settings(loss_, visit); }

 private:
  template <class Scalar, class Target> void add_row(std::span<const Scalar> p, const Target& y, double weight) {
    count(static_cast<double>(loss_.row(p, y, std::span<Scalar>())), 1, weight);
  }

  L loss_;
};

template <class L> MeanOf(L) -> MeanOf<L>;
template <class L> MeanOf(L, std::string) -> MeanOf<L>;

}  // namespace weft
