// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <vector>

#include <weft/core/detail/fused.hpp>
#include <weft/core/tensor.hpp>
#include <weft/random/random.hpp>

namespace weft {

/// A random matrix with orthonormal rows, or columns if it is taller than wide, drawn evenly from all there are:
/// Saxe, McClelland & Ganguli 2014; Keras's Orthogonal.
///
/// Normal vectors of the longer extent are made orthonormal one after another (modified Gram-Schmidt, twice, which
/// keeps them orthogonal to rounding: Giraud, Langou & Rozloznik 2005). That is the QR decomposition Keras takes, with
/// R's diagonal positive.
struct Orthogonal {
  template <class Scalar> void operator()(Tensor<Scalar, 2>& matrix, Rng& rng) const {
    const Index rows = matrix.dimension(0), columns = matrix.dimension(1);
    const auto basis = orthonormal((std::min)(rows, columns), (std::max)(rows, columns), rng);
    for (Index r = 0; r < rows; ++r)
      for (Index c = 0; c < columns; ++c)
        matrix(r, c) = static_cast<Scalar>(rows <= columns ? element(basis, r, c) : element(basis, c, r));
  }

 private:
  using Vectors = std::vector<std::vector<double>>;

  static double element(const Vectors& vectors, Index which, Index k) {
    return vectors[static_cast<std::size_t>(which)][static_cast<std::size_t>(k)];
  }

  static Vectors orthonormal(Index count, Index length, Rng& rng) {
    Vectors basis;
    for (Index k = 0; k < count; ++k) {
      std::vector<double> v(static_cast<std::size_t>(length));
      for (double& x : v) x = rng.normal();
      for (int pass = 0; pass < 2; ++pass)
        for (const auto& e : basis) add(v, -dot(v, e), e);
      const double scale = 1 / std::sqrt(dot(v, v));
      for (double& x : v) x *= scale;
      basis.push_back(std::move(v));
    }
    return basis;
  }

  // fused_multiply_add, so that every compiler rounds alike (see Rng).
  static double dot(const std::vector<double>& a, const std::vector<double>& b) {
    double sum = 0;
    for (std::size_t k = 0; k < a.size(); ++k) sum = detail::fused_multiply_add(a[k], b[k], sum);
    return sum;
  }
  static void add(std::vector<double>& v, double scale, const std::vector<double>& e) {
    for (std::size_t k = 0; k < v.size(); ++k) v[k] = detail::fused_multiply_add(scale, e[k], v[k]);
  }
};

}  // namespace weft
