// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include <weft/core/tape.hpp>

namespace weft::detail {

/// What a recurrent layer's dropout multiplies with: 0 with the probability `rate`, otherwise 1 / (1 - rate). A mask is
/// drawn for each sequence and holds for all of its steps (Gal & Ghahramani 2016). Row k is the k-th sequence as
/// packed.
template <class Scalar> class DropoutMasks {
 public:
  /// Draws so many masks of so many features; those of a sequence depend on its number alone.
  void draw(double rate, Index masks, const Packing& packing, Index features, const Context& context) {
    resize(masks);
    const RandomNumbers numbers(context.random);
    for (Index m = 0; m < masks; ++m) {
      Rows<Scalar>& mask = masks_[static_cast<std::size_t>(m)];
      mask.resize(packing.batch(), features);
      for (Index k = 0; k < packing.batch(); ++k)
        for (Index f = 0; f < features; ++f)
          mask.row(k)[f] = value(
              rate, numbers.uniform(context.example(packing.order(k)), static_cast<std::uint64_t>(m * features + f)));
    }
  }

  /// The given masks, [masks x batch x features], in the caller's order.
  void set(const Tensor<Scalar, 3>& given, const Packing& packing) {
    resize(given.dimension(0));
    for (Index m = 0; m < given.dimension(0); ++m) {
      Rows<Scalar>& mask = masks_[static_cast<std::size_t>(m)];
      mask.resize(packing.batch(), given.dimension(2));
      for (Index k = 0; k < packing.batch(); ++k)
        std::copy_n(&given(m, packing.order(k), 0), given.dimension(2), mask.row(k));
    }
  }
  void clear() { count_ = 0; }

  [[nodiscard]] Index count() const { return count_; }
  /// That of a gate: the only one where all gates share it.
  [[nodiscard]] const Rows<Scalar>& of_gate(Index gate) const {
    return masks_[static_cast<std::size_t>(count() == 1 ? 0 : gate)];
  }

 private:
  void resize(Index masks) {
    count_ = masks;
    if (masks > std::ssize(masks_)) masks_.resize(static_cast<std::size_t>(masks));
  }

  static Scalar value(double rate, double uniform) { return static_cast<Scalar>(uniform < rate ? 0 : 1 / (1 - rate)); }

  std::vector<Rows<Scalar>> masks_;  // those that there are, and then memory for more
  Index count_ = 0;
};

/// product = mask * x, row by row; x has rows that far apart.
template <class Scalar>
void multiply_rows(const Rows<Scalar>& mask, const Scalar* x, Index row_stride, Rows<Scalar>& product) {
  for (Index row = 0; row < product.count(); ++row)
    for (Index k = 0; k < product.features(); ++k) product.row(row)[k] = mask.row(row)[k] * x[row * row_stride + k];
}

}  // namespace weft::detail
