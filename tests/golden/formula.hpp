// SPDX-License-Identifier: MIT
#pragma once

#include <doctest/doctest.h>

#include <cmath>
#include <cstdint>
#include <span>
#include <vector>
#include <weft/core/packed_sequence.hpp>

/// The numbers of formula.py, to the bit, and how a test compares with what Keras made of them.
namespace weft::golden {

/// 32 well mixed bits for place k of a stream.
inline std::uint32_t mix(std::uint32_t seed, std::uint32_t k) {
  std::uint32_t x = seed * 0x9E3779B1U + k;
  x = (x ^ (x >> 16)) * 0x85EBCA6BU;
  x = (x ^ (x >> 13)) * 0xC2B2AE35U;
  return x ^ (x >> 16);
}

/// scale * u with u in [-1, 1) for place k of a stream.
inline double number(std::uint32_t seed, Index k, double scale) {
  return scale * ((static_cast<double>(mix(seed, static_cast<std::uint32_t>(k))) - 0x1p31) / 0x1p31);
}

/// Fills a tensor, or a model's parameter.
template <class Values> void fill(Values&& values, std::uint32_t seed, double scale) {
  using Scalar = std::remove_reference_t<decltype(*values.data())>;
  for (Index k = 0; k < values.size(); ++k) values.data()[k] = static_cast<Scalar>(number(seed, k, scale));
}

/// Lengths from 1 to longest; the first two are the longest and 1.
inline std::vector<Index> lengths(std::uint32_t seed, Index count, Index longest) {
  std::vector<Index> result{longest, 1};
  for (std::uint32_t k = 2; k < static_cast<std::uint32_t>(count); ++k)
    result.push_back(1 + static_cast<Index>(mix(seed, k) % static_cast<std::uint32_t>(longest)));
  return result;
}

/// Ids 1 .. vocabulary - 1; 0 is padding.
inline std::vector<int> token_ids(std::uint32_t seed, Index length, int vocabulary) {
  std::vector<int> ids;
  for (std::uint32_t t = 0; t < static_cast<std::uint32_t>(length); ++t)
    ids.push_back(1 + static_cast<int>(mix(seed, t) % static_cast<std::uint32_t>(vocabulary - 1)));
  return ids;
}

/// How far an array may be from Keras's, relative to its largest number.
template <class Scalar> inline constexpr double tolerance = 1e-12;
template <> inline constexpr double tolerance<float> = 1e-5;

/// Checks that the numbers are Keras's but for a share of the largest of them; NaN is never near.
template <class Scalar>
void check_near(const char* what, std::span<const Scalar> ours, std::span<const double> keras,
                double relative = tolerance<Scalar>) {
  REQUIRE(ours.size() == keras.size());
  double largest = 0, worst = 0;
  std::size_t where = 0;
  for (std::size_t k = 0; k < keras.size(); ++k) {
    largest = std::max(largest, std::abs(keras[k]));
    const double error = std::abs(static_cast<double>(ours[k]) - keras[k]);
    if (!(error <= worst)) worst = error, where = k;
  }
  CHECK_MESSAGE(worst <= relative * largest,
                concat(what, " is off by ", worst, " at ", where, "; the largest is ", largest));
}

template <class Scalar, int Rank>
void check_near(const char* what, const Tensor<Scalar, Rank>& ours, std::span<const double> keras,
                double relative = tolerance<Scalar>) {
  check_near(what, std::span<const Scalar>(ours.data(), static_cast<std::size_t>(ours.size())), keras, relative);
}

}  // namespace weft::golden
