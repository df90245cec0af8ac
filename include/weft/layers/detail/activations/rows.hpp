// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>

#include <weft/core/buffer.hpp>

/// Activations of a row of numbers together. Each has
///
///   row(y, size)                   y = f(y), in place
///   row_gradient(y, dy, dz, size)  dz_j = sum over k of dy_k df_k/dz_j, told from y alone; dz may be dy
///
/// None overflows for finite numbers. A row with a NaN becomes one of NaNs.
namespace weft::detail {

/// The largest; NaN where there is one.
template <class Scalar> Scalar largest_of(const Scalar* row, Index size) {
  Scalar largest = row[0];
  for (Index k = 1; k < size; ++k) largest = row[k] <= largest ? largest : row[k] > largest ? row[k] : row[k] + largest;
  return largest;
}

/// Subtracts the largest from all.
template <class Scalar> void subtract_largest(Scalar* row, Index size) {
  const Scalar largest = largest_of(row, size);
  for (Index k = 0; k < size; ++k) row[k] -= largest;
}

/// f_k(z) = e^z_k / sum of e^z                    dz = y (dy - sum of dy y)
template <class Scalar> struct Softmax {
  static void row(Scalar* y, Index size) {
    subtract_largest(y, size);
    Scalar sum = 0;
    for (Index k = 0; k < size; ++k) sum += y[k] = std::exp(y[k]);
    for (Index k = 0; k < size; ++k) y[k] /= sum;
  }
  static void row_gradient(const Scalar* y, const Scalar* dy, Scalar* dz, Index size) {
    Scalar sum = 0;
    for (Index k = 0; k < size; ++k) sum += dy[k] * y[k];
    for (Index k = 0; k < size; ++k) dz[k] = y[k] * (dy[k] - sum);
  }
};

/// f_k(z) = z_k - log(sum of e^z)                 dz = dy - e^y sum of dy
template <class Scalar> struct LogSoftmax {
  static void row(Scalar* y, Index size) {
    subtract_largest(y, size);
    Scalar sum = 0;
    for (Index k = 0; k < size; ++k) sum += std::exp(y[k]);
    const Scalar log_sum = std::log(sum);
    for (Index k = 0; k < size; ++k) y[k] -= log_sum;
  }
  static void row_gradient(const Scalar* y, const Scalar* dy, Scalar* dz, Index size) {
    Scalar sum = 0;
    for (Index k = 0; k < size; ++k) sum += dy[k];
    for (Index k = 0; k < size; ++k) dz[k] = dy[k] - std::exp(y[k]) * sum;
  }
};

/// The point of the simplex { p : p >= 0, sum of p = 1 } next to z (Martins & Astudillo 2016),
///
///   f_k(z) = max(z_k - tau, 0),   tau such that they add up to 1
///   dz_k = dy_k - the mean of dy over the k with y_k > 0, there; 0 elsewhere
template <class Scalar> struct Sparsemax {
  static void row(Scalar* y, Index size) {
    subtract_largest(y, size);
    const Scalar tau = threshold_of(y, size);
    for (Index k = 0; k < size; ++k) y[k] = y[k] <= tau ? Scalar(0) : y[k] - tau;
  }
  static void row_gradient(const Scalar* y, const Scalar* dy, Scalar* dz, Index size) {
    Scalar sum = 0, count = 0;
    for (Index k = 0; k < size; ++k)
      if (y[k] > 0) sum += dy[k], count += 1;
    for (Index k = 0; k < size; ++k) dz[k] = y[k] > 0 ? dy[k] - sum / count : y[k] * 0;
  }

 private:
  /// Michelot's algorithm (1986), which needs no sorting: those above a bound of tau give a better bound, until none
  /// drops out. The largest is 0 here, so that tau is at least -1.
  static Scalar threshold_of(const Scalar* z, Index size) {
    Scalar tau = -1;
    for (Index before = size + 1;;) {
      Scalar sum = 0;
      Index count = 0;
      for (Index k = 0; k < size; ++k)
        if (z[k] > tau) sum += z[k], ++count;
      if (count == 0 || count >= before) return tau;
      tau = (std::max)(tau, (sum - 1) / static_cast<Scalar>(count));
      before = count;
    }
  }
};

}  // namespace weft::detail
