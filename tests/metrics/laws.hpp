// SPDX-License-Identifier: MIT
#pragma once

#include <doctest/doctest.h>

#include <vector>
#include <weft/metrics/metric.hpp>

#include "golden_rows.hpp"

/// What must hold of every metric.
namespace weft::testing {

/// All doubles of a metric's state, one after another.
template <class M> std::vector<double> state_of(const M& metric) {
  std::vector<double> all;
  const auto append = [&]<class State>(const State& state) {
    if constexpr (std::is_same_v<State, double>)
      all.push_back(state);
    else
      all.insert(all.end(), state.begin(), state.end());
  };
  for_each_state(append, metric);
  return all;
}

/// The metric after some rows of a set, weighing in turn 1, 0 and 2: whole numbers, of which sums are exact.
template <class Scalar, class M>
M after_rows(M metric, const golden::MetricRows<Scalar>& rows, std::size_t begin, std::size_t end,
             golden::TargetsAs as) {
  constexpr double weights[] = {1, 0, 2};
  for (std::size_t r = begin; r < end; ++r) golden::update_with(metric, rows, r, as, weights[r % 3]);
  return metric;
}

/// Whether two states are the same: exactly for counts, to rounding for sums of anything else.
inline bool same_state(const std::vector<double>& a, const std::vector<double>& b, double relative) {
  if (a.size() != b.size()) return false;
  for (std::size_t k = 0; k < a.size(); ++k)
    if (!(std::abs(a[k] - b[k]) <= relative * std::abs(b[k]))) return false;
  return true;
}

/// However rows are cut into parts, also into empty ones, the parts add up to the whole.
template <class Scalar, class M>
void check_parts_add_up(const M& metric, const golden::MetricRows<Scalar>& rows, golden::TargetsAs as,
                        double relative) {
  const M whole = after_rows(metric, rows, 0, golden::metric_rows, as);
  for (const std::size_t cut : {std::size_t{0}, std::size_t{1}, std::size_t{17}, golden::metric_rows}) {
    CAPTURE(cut);
    M sum = after_rows(metric, rows, 0, cut, as);
    add(sum, after_rows(metric, rows, cut, golden::metric_rows, as));
    CHECK(same_state(state_of(sum), state_of(whole), relative));
    CHECK(sum.result() == doctest::Approx(whole.result()).epsilon(1e-12));
  }
}

/// A metric that was reset gives what a new one gives, at once and after the same rows.
template <class Scalar, class M>
void check_reset(const M& metric, const golden::MetricRows<Scalar>& rows, golden::TargetsAs as) {
  M again = after_rows(metric, rows, 0, 23, as);
  CHECK(state_of(again) != std::vector<double>(state_of(again).size(), 0.0));
  reset(again);
  CHECK(state_of(again) == std::vector<double>(state_of(again).size(), 0.0));
  CHECK(again.result() == metric.result());
  CHECK(state_of(after_rows(again, rows, 5, 30, as)) == state_of(after_rows(metric, rows, 5, 30, as)));
}

/// All laws, for a metric that has seen no row. `relative` is how far sums may differ by the order of their terms.
template <class Scalar, class M>
void check_metric_laws(const M& metric, std::string_view set, golden::TargetsAs as = golden::TargetsAs::numbers,
                       double relative = 0) {
  static_assert(Metric<M, Scalar>);
  CAPTURE(set);
  CAPTURE(metric.name());
  CHECK(metric.result() == 0);
  const auto rows = golden::rows_of<Scalar>(set);
  check_parts_add_up(metric, rows, as, relative);
  check_reset(metric, rows, as);
}

}  // namespace weft::testing
