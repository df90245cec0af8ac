// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <span>

#include <weft/core/tensor.hpp>
#include <weft/kernels/activations.hpp>
#include <weft/losses/detail/row_terms.hpp>

/// The softmax of one row of logits, which may be long: as many as a language has words.
namespace weft::detail {

/// e[k] = e^(z[k] - largest), 0 <= k < size, for z[k] <= largest. Vectors are computed alike wherever they begin, the
/// last one too, so that the result does not depend on where the row is in memory.
struct ExponentialsKernel {
  template <class Isa, class Scalar>
  [[gnu::always_inline]] static inline void run(const Scalar* const& z, const Index& size, const Scalar& largest,
                                                Scalar* const& e) {
    using V = typename Isa::template Vector<Scalar>;
    Index k = 0;
    for (; k + V::lanes <= size; k += V::lanes) exponential(V::load(z + k), largest).store(e + k);
    if (k == size) return;
    Scalar rest[V::lanes] = {};
    for (Index lane = 0; lane < size - k; ++lane) rest[lane] = z[k + lane];
    exponential(V::load(rest), largest).store(rest);
    for (Index lane = 0; lane < size - k; ++lane) e[k + lane] = rest[lane];
  }

 private:
  template <class V> [[gnu::always_inline]] static inline V exponential(const V& z, typename V::Scalar largest) {
    const V x = z - V::broadcast(largest);
    const auto parts = kernels::exp_parts(kernels::limit(x, kernels::ExpConstants<typename V::Scalar>::highest));
    return kernels::nan_or(x, kernels::multiply_add(parts.scale, parts.q, parts.scale));
  }
};

/// log of the sum of e^z, in two parts, so that a large z costs no digits: largest + log_sum.
template <class Scalar> struct LogSumExp {
  Scalar largest, log_sum;

  /// -log softmax(z)_k.
  [[nodiscard]] Scalar minus_log(Scalar z_k) const { return (largest - z_k) + log_sum; }
};

/// log of the sum of e^z; softmax becomes softmax(z), unless it is empty. Finite for all finite z; NaN where one is NaN
/// or infinity, or all are -infinity. Beyond e^-87 (float) or e^-708 (double) of the largest, softmax becomes no less.
template <class Scalar> LogSumExp<Scalar> log_sum_exp(std::span<const Scalar> z, std::span<Scalar> softmax) {
  constexpr std::size_t most = 256;
  std::array<Scalar, most> scratch{};
  const ConstNumbersMap<Scalar> all(z.data(), static_cast<Index>(z.size()));
  const Scalar largest = all.maxCoeff();  // of a NaN it may know nothing; the sum does
  double sum = 0;
  for (std::size_t first = 0; first < z.size(); first += most) {
    const std::size_t count = (std::min)(most, z.size() - first);
    Scalar* const e = softmax.empty() ? scratch.data() : softmax.data() + first;
    kernels::dispatch<ExponentialsKernel>(z.data() + first, static_cast<Index>(count), largest, e);
    sum += sum_of(count, [e](std::size_t k) { return e[k]; });
  }
  NumbersMap<Scalar>(softmax.data(), static_cast<Index>(softmax.size())) /= static_cast<Scalar>(sum);
  return {largest, static_cast<Scalar>(std::log(sum))};
}

}  // namespace weft::detail
