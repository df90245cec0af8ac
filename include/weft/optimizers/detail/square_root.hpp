// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>

#include <weft/core/tensor.hpp>

/// Square roots that are the nearest number, wherever they stand in an array.
///
/// Eigen 3.4's sqrt is not that for floats on x86, and with AVX-512 not for doubles: it refines what the processor
/// estimates, several numbers at a time, and takes the exact root of those at the array's ends. A number's root then
/// depends on its place, on the array's address and on who made the processor. This one takes no longer.
namespace weft::detail {

/// The roots of the numbers in a vector of Eigen's. Those that are not named below are left to Eigen, which is exact on
/// 64-bit ARM.
template <class Packet> [[nodiscard]] inline Packet packet_root(const Packet& x) { return Eigen::internal::psqrt(x); }
#if defined(EIGEN_VECTORIZE_SSE)
[[nodiscard]] inline __m128 packet_root(const __m128& x) { return _mm_sqrt_ps(x); }
[[nodiscard]] inline __m128d packet_root(const __m128d& x) { return _mm_sqrt_pd(x); }
#endif
#if defined(EIGEN_VECTORIZE_AVX)
[[nodiscard]] inline __m256 packet_root(const __m256& x) { return _mm256_sqrt_ps(x); }
[[nodiscard]] inline __m256d packet_root(const __m256d& x) { return _mm256_sqrt_pd(x); }
#endif
#if defined(EIGEN_VECTORIZE_AVX512)
// With a mask of all lanes, since GCC 12 warns of its own header's _mm512_sqrt_ps (its bug 105593).
[[nodiscard]] inline __m512 packet_root(const __m512& x) { return _mm512_maskz_sqrt_ps(__mmask16{0xFFFF}, x); }
[[nodiscard]] inline __m512d packet_root(const __m512d& x) { return _mm512_maskz_sqrt_pd(__mmask8{0xFF}, x); }
#endif

// NOLINTBEGIN(readability-identifier-naming): Eigen's names
/// The root as a function for Eigen.
template <class Scalar> struct SquareRoot {
  [[nodiscard]] Scalar operator()(const Scalar& x) const { return std::sqrt(x); }
  template <class Packet> [[nodiscard]] Packet packetOp(const Packet& x) const { return packet_root(x); }
};
// NOLINTEND(readability-identifier-naming)

/// The roots of all numbers of an array, or of an expression of arrays.
template <class Numbers> [[nodiscard]] auto square_root(const Eigen::ArrayBase<Numbers>& numbers) {
  return numbers.derived().unaryExpr(SquareRoot<typename Numbers::Scalar>());
}

}  // namespace weft::detail

/// How Eigen learns that several roots can be taken at a time.
template <class Scalar> struct Eigen::internal::functor_traits<weft::detail::SquareRoot<Scalar>> {
  // NOLINTNEXTLINE(readability-identifier-naming)
  enum { Cost = functor_traits<scalar_sqrt_op<Scalar>>::Cost, PacketAccess = packet_traits<Scalar>::HasSqrt };
};
