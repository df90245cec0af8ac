// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include <weft/recurrent/detail/dropout/dropout_masks.hpp>

namespace {

using weft::Index;
using weft::Packing;
using weft::detail::DropoutMasks;

DropoutMasks<double> drawn(double rate, Index masks, const std::vector<Index>& lengths, Index features) {
  DropoutMasks<double> result;
  result.draw(rate, masks, Packing(lengths), features, {.random = {.seed = 3}});
  return result;
}

/// The mask of a gate for the caller's k-th sequence.
std::vector<double> of_sequence(const DropoutMasks<double>& masks, Index gate, const std::vector<Index>& lengths,
                                Index k) {
  const Packing packing(lengths);
  for (Index place = 0; place < packing.batch(); ++place) {
    const double* row = masks.of_gate(gate).row(place);
    if (packing.order(place) == k) return {row, row + masks.of_gate(gate).features()};
  }
  return {};
}

}  // namespace

TEST_CASE("a mask is 0 with the rate's probability, and otherwise 1 / (1 - rate)") {
  for (const double rate : {0.1, 0.25, 0.5, 0.9}) {
    constexpr Index sequences = 50, features = 100, gates = 4;
    const auto masks = drawn(rate, gates, std::vector<Index>(sequences, 1), features);
    Index zeros = 0, others = 0;
    for (Index gate = 0; gate < gates; ++gate) {
      const double* mask = masks.of_gate(gate).data();
      zeros += std::count(mask, mask + sequences * features, 0);
      others += std::count(mask, mask + sequences * features, 1 / (1 - rate));
    }
    CHECK(zeros + others == sequences * features * gates);
    constexpr double count = sequences * features * gates;
    CHECK(std::abs(static_cast<double>(zeros) / count - rate) < 4 * std::sqrt(rate * (1 - rate) / count));
  }
}

TEST_CASE("a sequence's masks depend on its place among the caller's, not on the others or on how they are packed") {
  const std::vector<Index> lengths{3, 9, 4}, more{3, 2, 8, 1, 7};
  const auto few = drawn(0.5, 2, lengths, 20), many = drawn(0.5, 2, more, 20);
  for (const Index gate : {0, 1})
    for (Index k = 0; k < 3; ++k) CHECK(of_sequence(few, gate, lengths, k) == of_sequence(many, gate, more, k));
  CHECK(of_sequence(few, 0, lengths, 0) != of_sequence(few, 0, lengths, 1));
  CHECK(of_sequence(few, 0, lengths, 0) != of_sequence(few, 1, lengths, 0));
}

TEST_CASE("one mask is that of every gate") {
  const auto one = drawn(0.5, 1, {1, 1}, 20), two = drawn(0.5, 2, {1, 1}, 20);
  CHECK(&one.of_gate(0) == &one.of_gate(3));
  CHECK(&two.of_gate(0) != &two.of_gate(1));
}

TEST_CASE("masks that are given are in the caller's order, and can be taken away") {
  DropoutMasks<double> masks;
  weft::Tensor<double, 3> given(2, 3, 1);
  for (Index k = 0; k < 6; ++k) given.data()[k] = static_cast<double>(k);
  const std::vector<Index> lengths{1, 5, 3};
  masks.set(given, Packing(lengths));
  CHECK(masks.count() == 2);
  for (const Index gate : {0, 1})
    for (Index k = 0; k < 3; ++k) CHECK(of_sequence(masks, gate, lengths, k) == std::vector{given(gate, k, 0)});
  masks.clear();
  CHECK(masks.count() == 0);
}

TEST_CASE("rows are multiplied by the rows of a mask, wherever they begin") {
  weft::Rows<double> mask, product;
  mask.resize(3, 2);
  product.resize(2, 2);
  std::copy_n(std::vector{1.0, 2.0, 3.0, 4.0, 5.0, 6.0}.data(), 6, mask.data());
  const std::vector<double> x{10, 20, -1, 30, 40, -1};
  weft::detail::multiply_rows(mask, x.data(), 3, product);
  CHECK(std::vector(product.data(), product.data() + 4) == std::vector<double>{10, 40, 90, 160});
}
