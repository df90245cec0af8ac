// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <utility>

#include <weft/core/detail/exactly.hpp>

namespace weft::detail {

/// A share of a whole; 0 where there is no whole, as in Keras.
inline double ratio(double part, double whole) { return is_exactly(whole, 0) ? 0 : part / whole; }

/// A metric that is a mean of weighted values. It keeps their sum and the sum of the weights; for a row of several
/// outputs it adds up those, and divides once at the end, so that counts stay whole numbers.
class MeanMetric {
 public:
  explicit MeanMetric(std::string name) : name_(std::move(name)) {}

  [[nodiscard]] std::string name() const { return name_; }
  /// The mean; 0 when nothing was counted.
  [[nodiscard]] double result() const { return ratio(total_, count_); }
  static void for_each_state(auto&& visit, auto&... metric) {
    visit(metric.total_...);
    visit(metric.count_...);
  }

 protected:
  /// Adds values, given as their sum and how many they are.
  void count(double sum, std::size_t values, double weight) {
    total_ += weight * sum;
    count_ += weight * static_cast<double>(values);
  }

 private:
  std::string name_;
  double total_ = 0, count_ = 0;
};

}  // namespace weft::detail
