// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string_view>

#include <weft/core/packing.hpp>
#include <weft/core/tensor.hpp>

namespace weft {

/// What happens to sequences shorter than the longest of their batch.
///
/// masked: nothing is computed after their end (Keras's Embedding(mask_zero=True)); a token of id 0 is skipped.
/// unmasked: they go on with token 0, to the length of the longest (Keras without a mask).
enum class Padding { masked, unmasked };

constexpr std::string_view padding_name(Padding padding) { return padding == Padding::masked ? "masked" : "unmasked"; }

/// Token ids, one per packed row.
struct Tokens {
  Packing packing;
  std::vector<int> ids;                 ///< [packing.rows()]
  std::optional<Padding> padding = {};  ///< how it was packed, where a data set's batches made it
};

/// Activations, one packed row per token.
///
/// Rows that are equal may be stored once: with an `index`, packed row r is row index[r] of `values`, and without one
/// it is row r. An Embedding's output is the batch's distinct tokens, looked up; the next layer multiplies each of them
/// once however often it occurs. A gradient has the same form: its row d is the sum over all packed rows r with
/// index[r] == d, which is the derivative by that shared row.
template <class S> struct PackedSequence {
  using Scalar = S;

  Packing packing;
  Rows<Scalar> values;     ///< [distinct rows, or packing.rows(), x features]
  std::vector<int> index;  ///< [packing.rows()], or empty

  [[nodiscard]] Index features() const { return values.features(); }
  [[nodiscard]] bool is_indexed() const { return !index.empty(); }
  [[nodiscard]] const Scalar* row(Index r) const {
    return values.row(is_indexed() ? index[static_cast<std::size_t>(r)] : r);
  }
};

/// Throws std::invalid_argument in a layer's name unless the sequence's rows and index are those its packing calls for.
template <class Scalar> void check_rows(std::string_view layer, const PackedSequence<Scalar>& x) {
  const Index rows = x.packing.rows(), stored = x.is_indexed() ? std::ssize(x.index) : x.values.count();
  throw_unless(stored == rows, layer, ": the input has ", stored, " rows; its packing has ", rows);
  if (!x.is_indexed()) return;
  const auto [least, most] = std::minmax_element(x.index.begin(), x.index.end());
  throw_unless(*least >= 0 && *most < x.values.count(), layer, ": the input's index goes from ", *least, " to ", *most,
               "; it has ", x.values.count(), " rows of values");
}

// An output's rows, whether it has one for each sequence or one for each token, so that a layer may be written once.

template <class Scalar> Index row_count(const Tensor<Scalar, 2>& y) { return y.dimension(0); }
template <class Scalar> Index row_count(const PackedSequence<Scalar>& y) { return y.packing.rows(); }

template <class Scalar> const Scalar* row(const Tensor<Scalar, 2>& y, Index r) { return y.data() + r * y.dimension(1); }
template <class Scalar> const Scalar* row(const PackedSequence<Scalar>& y, Index r) { return y.row(r); }
template <class Scalar> Scalar* row(Tensor<Scalar, 2>& y, Index r) { return y.data() + r * y.dimension(1); }
template <class Scalar> Scalar* row(PackedSequence<Scalar>& y, Index r) { return y.values.row(r); }

template <class Scalar> Index row_size(const Tensor<Scalar, 2>& y) { return y.dimension(1); }
template <class Scalar> Index row_size(const PackedSequence<Scalar>& y) { return y.features(); }

/// Gives y the rows of an output for a batch that is packed so, none shared.
template <class Scalar> void resize_for(const Packing& packing, Index features, Tensor<Scalar, 2>& y) {
  y.resize(packing.batch(), features);
}
template <class Scalar> void resize_for(const Packing& packing, Index features, PackedSequence<Scalar>& y) {
  y.packing = packing;
  y.index.clear();
  y.values.resize(packing.rows(), features);
}

/// Packs a [batch x time x features] tensor; every sequence is as long as the tensor.
template <class Scalar>
void pack(const Tensor<Scalar, 3>& padded, std::span<const Index> lengths, PackedSequence<Scalar>& packed) {
  throw_unless(std::ssize(lengths) == padded.dimension(0), "pack: ", lengths.size(), " lengths for a batch of ",
               padded.dimension(0));
  for (const Index length : lengths)
    throw_unless(length <= padded.dimension(1), "pack: a length is ", length, "; the tensor has ", padded.dimension(1),
                 " steps");
  const Index features = padded.dimension(2);
  packed.packing.assign(lengths);
  packed.index.clear();
  packed.values.resize(packed.packing.rows(), features);
  for (Index t = 0; t < packed.packing.steps(); ++t)
    for (Index k = 0; k < packed.packing.active(t); ++k)
      std::copy_n(&padded(packed.packing.order(k), t, 0), features, packed.values.row(packed.packing.row(t, k)));
}

/// What stands in a padded tensor where a sequence has ended.
///
/// zero:         nothing, as Keras's Bidirectional gives it and other layers with zero_output_for_mask.
/// repeat_last:  the sequence's last row once more, as Keras's LSTM, GRU and SimpleRNN give it with a mask.
enum class AfterEnd { zero, repeat_last };

/// The packed sequences as a [batch x time x features] tensor, the k-th sequence of the caller's in row k:
///
///   padded[k][t] = step t of sequence k      t < its length
///                  0                         after it, or with AfterEnd::repeat_last its last step again
///
/// There are as many steps as the longest sequence has, and padding comes after the steps; an empty sequence is zero.
/// Keras's layers that go backwards meet the padding first, when there is no output yet to be repeated, and give zero
/// there: AfterEnd::zero is right for them. Source: keras/src/backend/tensorflow/rnn.py (zero_output_for_mask) and
/// keras/src/layers/rnn/bidirectional.py, which sets it.
template <class Scalar>
[[nodiscard]] Tensor<Scalar, 3> unpack(const PackedSequence<Scalar>& packed, AfterEnd after_end = AfterEnd::zero) {
  const Packing& packing = packed.packing;
  Tensor<Scalar, 3> padded(packing.batch(), packing.steps(), packed.features());
  padded.setZero();
  for (Index t = 0; t < packing.steps(); ++t)
    for (Index k = 0; k < packing.active(after_end == AfterEnd::zero ? t : 0); ++k) {
      const Index last = (std::min)(t, packing.length(k) - 1);
      std::copy_n(packed.row(packing.row(last, k)), packed.features(), &padded(packing.order(k), t, 0));
    }
  return padded;
}

}  // namespace weft
