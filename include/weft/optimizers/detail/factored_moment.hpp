// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <vector>

#include <weft/optimizers/optimizer.hpp>

namespace weft::detail {

/// The moving mean of a gradient's squares, by rows and by columns: Shazeer & Stern 2018, algorithm 2.
///
/// A parameter [... x rows x columns] is so many matrices; of each, r has a number for a row and c one for a column,
/// and the mean for row i and column j is v = r_i / mean(r) c_j. A parameter with fewer than two extents is one row,
/// whose mean is c itself: nothing is lost there. All in double, where the product of two small means is not yet 0.
class FactoredMoment {
 public:
  /// Throws std::invalid_argument in the optimizer's name when it was sized for another shape.
  void resize(std::string_view optimizer, const Shape& shape) {
    if (!c_.empty()) {
      throw_unless(shape == shape_, optimizer, ": a parameter is ", shape, "; this optimizer was made for ", shape_);
      return;
    }
    shape_ = shape;
    Index size = 1;
    for (const Index extent : shape) size *= extent;
    columns_ = shape.rank() > 1 ? shape.end()[-1] : size;
    rows_ = shape.rank() > 1 ? shape.end()[-2] : 1;
    r_.resize(static_cast<std::size_t>(columns_ > 0 ? size / columns_ : 0));
    c_.resize(static_cast<std::size_t>(rows_ > 0 ? size / rows_ : 0));
    root_of_r_.resize(r_.size());
    root_of_c_.resize(c_.size());
  }

  /// r := beta r + (1 - beta) mean of a row's g^2 + epsilon, and c likewise of a column's.
  template <class Scalar> void add(const ConstNumbersMap<Scalar>& g, double beta, double epsilon) {
    const double of_row = (1 - beta) / static_cast<double>(columns_),
                 of_column = (1 - beta) / static_cast<double>(rows_);
    for (double& c : c_) c *= beta;
    for_each_row([&](std::size_t row, Index first, std::size_t first_column) {
      double sum = 0;
      for (Index k = 0; k < columns_; ++k) {
        const auto number = static_cast<double>(g[first + k]);
        const double square = number * number + epsilon;
        sum += square;
        c_[first_column + static_cast<std::size_t>(k)] += of_column * square;
      }
      r_[row] = beta * r_[row] + of_row * sum;
    });
    take_roots();
  }

  /// Calls visit(k, u) for the k-th number of the gradient: u = g / sqrt(v).
  template <class Scalar> void for_each_normalized(const ConstNumbersMap<Scalar>& g, const auto& visit) const {
    for_each_row([&](std::size_t row, Index first, std::size_t first_column) {
      for (Index k = 0; k < columns_; ++k)
        visit(first + k, static_cast<double>(g[first + k]) /
                             (root_of_r_[row] * root_of_c_[first_column + static_cast<std::size_t>(k)]));
    });
  }

  /// Calls visit(numbers...) for r and for c, of several in step.
  static void for_each_state(auto&& visit, auto&... moment) {
    visit(moment.r_...);
    visit(moment.c_...);
  }

 private:
  /// Calls visit(row, the number it begins with, the column it begins with) for every row of every matrix.
  void for_each_row(const auto& visit) const {
    for (Index row = 0; row < static_cast<Index>(r_.size()); ++row)
      visit(static_cast<std::size_t>(row), row * columns_, static_cast<std::size_t>(row / rows_ * columns_));
  }

  void take_roots() {
    const auto rows = static_cast<std::size_t>(rows_);
    for (std::size_t first = 0; first < r_.size(); first += rows) {
      double sum = 0;
      for (std::size_t k = first; k < first + rows; ++k) sum += r_[k];
      const double mean = sum / static_cast<double>(rows_);
      for (std::size_t k = first; k < first + rows; ++k) root_of_r_[k] = std::sqrt(r_[k] / mean);
    }
    for (std::size_t k = 0; k < c_.size(); ++k) root_of_c_[k] = std::sqrt(c_[k]);
  }

  Shape shape_;
  Index rows_ = 0, columns_ = 0;  // of each matrix
  std::vector<double> r_, c_;
  std::vector<double> root_of_r_, root_of_c_;  // of r / mean(r) and of c, in the running step
};

}  // namespace weft::detail
