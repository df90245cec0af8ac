// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <concepts>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <weft/core/error.hpp>

namespace weft {

/// What a metric adds up to: calls visit(state...) for each, a double or a vector of them, of one metric or of several
/// in step.
template <class Visit, class Metric, class... Others>
void for_each_state(Visit&& visit, Metric& metric, Others&... others) {
  std::remove_const_t<Metric>::for_each_state(visit, metric, others...);
}

/// A metric whose targets are numbers, or classes counted from 0: update(p, y, weight) as in Metric.
template <class M, class Scalar>
concept MetricOfNumbers = requires(M& metric, std::span<const Scalar> p) {
  metric.update(p, p, 1.0);
};
template <class M, class Scalar>
concept MetricOfClasses = requires(M& metric, std::span<const Scalar> p, int y) {
  metric.update(p, y, 1.0);
};

/// What is measured over many rows, examples or steps of sequences, besides the loss. A metric is a plain value:
///
///   struct Bias {
///     double total = 0, count = 0;
///
///     [[nodiscard]] std::string name() const { return "bias"; }
///     template <class Scalar> void update(std::span<const Scalar> p, std::span<const Scalar> y, double weight) {
///       for (std::size_t k = 0; k < p.size(); ++k) total += weight * static_cast<double>(p[k] - y[k]);
///       count += weight * static_cast<double>(p.size());
///     }
///     [[nodiscard]] double result() const { return count > 0 ? total / count : 0; }
///     static void for_each_state(auto&& visit, auto&... metric) {
///       visit(metric.total...);
///       visit(metric.count...);
///     }
///   };
///
/// update is given the predictions of one row, its target - as many numbers or one class - and its weight. All that a
/// metric has counted is in doubles that it shows to for_each_state, and that may be added: the states of two metrics
/// over two halves of the rows add up to the state of one over all of them. That is how shards are put together, how a
/// checkpoint keeps an epoch that has begun, and how a metric begins anew: with zeros. A vector whose size depends on
/// the number of outputs may be empty until the first row, which gives it its size. A metric may also have
///
///   static constexpr bool more_is_better        for callbacks that look for the best; without it they must be told
///   static constexpr bool weighted = true       its rows weigh what they weigh in the loss; 1 without it
///   static constexpr std::string_view type_name
///   void for_each_setting(auto&& visit) const   visit(name, text) for each option, which a resumed run must have alike
template <class M, class Scalar = float>
concept Metric = std::copyable<M> &&
    (MetricOfNumbers<M, Scalar> || MetricOfClasses<M, Scalar>)&&requires(const M& metric) {
  { metric.name() } -> std::convertible_to<std::string>;
  { metric.result() } -> std::convertible_to<double>;
};

/// The metric as it was before the first row, but that vectors keep their sizes, so that it need not allocate again.
template <class M> void reset(M& metric) {
  const auto zero = []<class State>(State& state) {
    if constexpr (std::is_same_v<State, double>)
      state = 0;
    else
      std::fill(state.begin(), state.end(), 0.0);
  };
  for_each_state(zero, metric);
}

namespace detail {

inline void add_state(double& sum, double term) { sum += term; }
inline void add_state(std::vector<double>& sum, const std::vector<double>& term) {
  if (sum.empty()) sum.resize(term.size());
  for (std::size_t k = 0; k < term.size(); ++k) sum[k] += term[k];
}

inline bool may_add(double /*sum*/, double /*term*/) { return true; }
inline bool may_add(const std::vector<double>& sum, const std::vector<double>& term) {
  return sum.empty() || term.empty() || sum.size() == term.size();
}

}  // namespace detail

/// Adds what another one has counted; either may have seen no row yet. Throws std::invalid_argument when the two were
/// made differently, or have seen rows of different sizes.
template <class M> void add(M& metric, const M& other) {
  const auto check_sizes = [&](const auto& sum, const auto& term) {
    throw_unless(detail::may_add(sum, term), "metric ", std::string(metric.name()),
                 ": cannot add one with a state of another size");
  };
  for_each_state(check_sizes, metric, other);
  for_each_state([](auto& sum, const auto& term) { detail::add_state(sum, term); }, metric, other);
}

/// A metric whose rows weigh what they weigh in the loss, Keras's weighted_metrics: Weighted{Accuracy{}}.
template <class M> class Weighted : public M {
 public:
  static constexpr bool weighted = true;

  explicit Weighted(M metric) : M(std::move(metric)) {}
};

template <class M> Weighted(M) -> Weighted<M>;

}  // namespace weft
