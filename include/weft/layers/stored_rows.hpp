// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>

#include <weft/core/packed_sequence.hpp>
#include <weft/kernels/view.hpp>

/// What a layer needs that computes each row of its input by itself: the rows that are stored, whether they are those
/// of a [batch x features] tensor or of a batch of sequences. Rows that a sequence shares are stored, and so computed,
/// once.
namespace weft {

template <class T> inline constexpr bool is_sequence = false;
template <class Scalar> inline constexpr bool is_sequence<PackedSequence<Scalar>> = true;

/// What such a layer may be over.
template <class T, class Scalar>
concept RowsOf = std::same_as<T, Tensor<Scalar, 2>> || std::same_as<T, PackedSequence<Scalar>>;

template <class Scalar> Index stored_rows(const Tensor<Scalar, 2>& x) { return x.dimension(0); }
template <class Scalar> Index stored_rows(const PackedSequence<Scalar>& x) { return x.values.count(); }

/// The first number of the first one; the others follow without gaps.
template <class Scalar> Scalar* stored(Tensor<Scalar, 2>& x) { return x.data(); }
template <class Scalar> Scalar* stored(PackedSequence<Scalar>& x) { return x.values.data(); }
template <class Scalar> const Scalar* stored(const Tensor<Scalar, 2>& x) { return x.data(); }
template <class Scalar> const Scalar* stored(const PackedSequence<Scalar>& x) { return x.values.data(); }

/// All of them, [stored rows x features]; a batch without rows may not say how many features it has.
template <class Values> auto stored_view(Values& x, Index features) {
  using Number = std::remove_pointer_t<decltype(stored(x))>;
  return kernels::View<Number>(stored(x), stored_rows(x), features);
}

/// Gives y as many rows as x has, of so many features: packed and shared as those of x. Their numbers are unspecified.
template <class Scalar> void resize_like(const Tensor<Scalar, 2>& x, Index features, Tensor<Scalar, 2>& y) {
  y.resize(x.dimension(0), features);
}
template <class Scalar> void resize_like(const PackedSequence<Scalar>& x, Index features, PackedSequence<Scalar>& y) {
  y.packing = x.packing;
  y.index = x.index;
  y.values.resize(x.values.count(), features);
}

}  // namespace weft
