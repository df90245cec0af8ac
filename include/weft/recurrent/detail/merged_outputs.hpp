// SPDX-License-Identifier: MIT
#pragma once

#include <utility>

#include <weft/core/packed_sequence.hpp>
#include <weft/recurrent/merge_mode.hpp>

namespace weft::detail {

/// The outputs of two layers over one batch made one, row by row, and the gradient of that as those of the two. Y is a
/// [batch x features] tensor or a sequence. The equations are in Bidirectional's comment.
template <AnyMergeMode Mode, class Y> class MergedOutputs {
 public:
  using Output = Y;
  using Scalar = typename Y::Scalar;

  Output y;

  /// The two must be there until split, which mul asks for them.
  void merge(MergeMode mode, const Packing& packing, const Y& forward, const Y& backward) {
    forward_ = &forward;
    backward_ = &backward;
    const Index m = row_size(forward), n = row_size(backward);
    resize_for(packing, mode == MergeMode::concat ? m + n : m, y);
    for (Index r = 0; r < row_count(y); ++r) {
      const ConstNumbersMap<Scalar> f(row(forward, r), m), b(row(backward, r), n);
      merge(mode, f, b, row(y, r));
    }
  }

  /// The gradients of the two outputs; they may both be dy itself.
  std::pair<const Y*, const Y*> split(MergeMode mode, const Packing& packing, const Output& dy) {
    if (mode == MergeMode::sum) return {&dy, &dy};
    resize_for(packing, row_size(*forward_), dy_forward_);
    if (mode == MergeMode::ave) return halve(dy);
    resize_for(packing, row_size(*backward_), dy_backward_);
    for (Index r = 0; r < row_count(dy); ++r) split(mode, r, row(dy, r));
    return {&dy_forward_, &dy_backward_};
  }

 private:
  using Numbers = ConstNumbersMap<Scalar>;

  static void merge(MergeMode mode, const Numbers& f, const Numbers& b, Scalar* y) {
    NumbersMap<Scalar> merged(y, f.size());
    switch (mode) {
      case MergeMode::concat:
        merged = f;
        NumbersMap<Scalar>(y + f.size(), b.size()) = b;
        return;
      case MergeMode::sum:
        merged = f + b;
        return;
      case MergeMode::mul:
        merged = f * b;
        return;
      case MergeMode::ave:
        merged = (f + b) / Scalar(2);
        return;
    }
  }

  /// Row r of the gradients of concat and mul.
  void split(MergeMode mode, Index r, const Scalar* dy) {
    const Index m = row_size(*forward_), n = row_size(*backward_);
    NumbersMap<Scalar> df(row(dy_forward_, r), m), db(row(dy_backward_, r), n);
    if (mode == MergeMode::concat) {
      df = Numbers(dy, m);
      db = Numbers(dy + m, n);
    } else {
      df = Numbers(dy, m) * Numbers(row(*backward_, r), n);
      db = Numbers(dy, n) * Numbers(row(*forward_, r), m);
    }
  }

  std::pair<const Y*, const Y*> halve(const Output& dy) {
    for (Index r = 0; r < row_count(dy); ++r)
      NumbersMap<Scalar>(row(dy_forward_, r), row_size(dy)) = Numbers(row(dy, r), row_size(dy)) / Scalar(2);
    return {&dy_forward_, &dy_forward_};
  }

  const Y *forward_ = nullptr, *backward_ = nullptr;
  Y dy_forward_, dy_backward_;
};

/// Both outputs, as they are.
template <class Y> class MergedOutputs<MergeModeNone, Y> {
 public:
  using Output = BothOutputs<Y>;

  Output y;

  void merge(MergeModeNone, const Packing& packing, const Y& forward, const Y& backward) {
    copy(packing, forward, y.forward);
    copy(packing, backward, y.backward);
  }
  static std::pair<const Y*, const Y*> split(MergeModeNone, const Packing&, const Output& dy) {
    return {&dy.forward, &dy.backward};
  }

 private:
  static void copy(const Packing& packing, const Y& from, Y& to) {
    resize_for(packing, row_size(from), to);
    for (Index r = 0; r < row_count(to); ++r) std::copy_n(row(from, r), row_size(from), row(to, r));
  }
};

}  // namespace weft::detail
