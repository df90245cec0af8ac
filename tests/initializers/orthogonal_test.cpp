// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include <weft/initializers/orthogonal.hpp>
#include <weft/layers/dense.hpp>
#include <weft/layers/embedding.hpp>
#include <weft/models/sequential.hpp>
#include <weft/recurrent/bidirectional.hpp>
#include <weft/recurrent/lstm.hpp>

#include "../reference/hash.hpp"

namespace {

using weft::Index;

template <class Scalar> weft::Tensor<Scalar, 2> drawn(Index rows, Index columns, std::uint64_t seed) {
  weft::Rng rng(seed);
  weft::Tensor<Scalar, 2> matrix(rows, columns);
  weft::Orthogonal{}(matrix, rng);
  return matrix;
}

/// The largest entry of Q Q' - I, or of Q' Q - I if Q is taller than wide.
template <class Scalar> double distance_from_orthonormal(const weft::Tensor<Scalar, 2>& q) {
  const bool tall = q.dimension(0) > q.dimension(1);
  const Index count = tall ? q.dimension(1) : q.dimension(0), length = tall ? q.dimension(0) : q.dimension(1);
  double worst = 0;
  for (Index a = 0; a < count; ++a)
    for (Index b = 0; b < count; ++b) {
      double dot = 0;
      for (Index k = 0; k < length; ++k)
        dot += static_cast<double>(tall ? q(k, a) : q(a, k)) * static_cast<double>(tall ? q(k, b) : q(b, k));
      worst = std::max(worst, std::abs(dot - (a == b ? 1 : 0)));
    }
  return worst;
}

template <class Scalar> std::uint64_t golden_hash() {
  const auto matrix = drawn<Scalar>(20, 30, 42);
  weft::reference::Hash hash;
  std::for_each_n(matrix.data(), matrix.size(), [&](Scalar x) { hash.add(x); });
  return hash.value();
}

}  // namespace

TEST_CASE("Orthogonal's vectors are orthonormal, whether wide, tall or square") {
  for (const auto& size :
       {std::pair<Index, Index>{1, 1}, {1, 5}, {5, 1}, {16, 64}, {64, 16}, {40, 40}, {2, 2}, {63, 64}, {64, 63}}) {
    const auto& [rows, columns] = size;
    INFO(size.first, " x ", size.second);
    CHECK(distance_from_orthonormal(drawn<double>(rows, columns, 1)) < 1e-12);
    CHECK(distance_from_orthonormal(drawn<float>(rows, columns, 1)) < 1e-6);
  }
}

TEST_CASE("Orthogonal favours no direction: entries have mean 0, and their square the mean it must have") {
  double sum = 0, squares = 0;
  constexpr int draws = 4000;
  for (int k = 0; k < draws; ++k) {
    const auto q = drawn<double>(3, 3, static_cast<std::uint64_t>(k));
    sum += q(1, 2);
    squares += q(2, 0) * q(2, 0);
  }
  CHECK(std::abs(sum / draws) < 0.03);
  CHECK(squares / draws == doctest::Approx(1.0 / 3).epsilon(0.05));
}

TEST_CASE("Orthogonal gives the same numbers everywhere") {
  CHECK(golden_hash<float>() == 0x85BF039A9BA5B608U);
  CHECK(golden_hash<double>() == 0xDA90E6E054E2083BU);
}

TEST_CASE("a model's initial weights are the same everywhere") {
  weft::Rng rng(42);
  const weft::Sequential model{rng, weft::Embedding{100, 16}, weft::Bidirectional{weft::LSTM{16}},
                               weft::Dense{16, weft::relu}, weft::Dense{1, weft::sigmoid}};
  weft::reference::Hash hash;
  weft::for_each_parameter(
      [&](std::string_view, const auto& p) { std::for_each_n(p.data(), p.size(), [&](float x) { hash.add(x); }); },
      model);
  CHECK(hash.value() == 0x0009C9FAD6463DE4U);
}
