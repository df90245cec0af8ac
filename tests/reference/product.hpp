// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <vector>

#include <weft/kernels/view.hpp>

namespace weft::reference {

/// a b in three loops, in double, row after row; and the sum of the magnitudes of each element's terms, to which its
/// rounding is relative.
struct Product {
  std::vector<double> value, magnitude;

  template <class Scalar> Product(const kernels::View<const Scalar>& a, const kernels::View<const Scalar>& b) {
    for (Eigen::Index row = 0; row < a.rows; ++row)
      for (Eigen::Index column = 0; column < b.columns; ++column) {
        double sum = 0, size = 0;
        for (Eigen::Index k = 0; k < a.columns; ++k) {
          const double term = static_cast<double>(a(row, k)) * static_cast<double>(b(k, column));
          sum += term;
          size += std::abs(term);
        }
        value.push_back(sum);
        magnitude.push_back(size);
      }
  }
};

}  // namespace weft::reference
