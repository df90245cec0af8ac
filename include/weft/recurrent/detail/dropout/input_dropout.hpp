// SPDX-License-Identifier: MIT
#pragma once

#include <weft/core/packed_sequence.hpp>
#include <weft/recurrent/detail/cell_weights.hpp>
#include <weft/recurrent/detail/dropout/dropout_masks.hpp>
#include <weft/recurrent/detail/general_cell/gate_products.hpp>

namespace weft::detail {

/// Dropout of a recurrent layer's input. The layer then reads a copy of it, in which no rows are shared, since equal
/// rows of different sequences are masked differently. Where all gates share one mask, the copy is masked; where every
/// gate has its own, the copy is as the input was, and each gate's product is taken of it with its mask.
template <class Units, class Scalar> class InputDropout {
 public:
  using View = kernels::View<const Scalar>;

  DropoutMasks<Scalar> masks;  ///< none: no dropout

  [[nodiscard]] bool is_on() const { return masks.count() > 0; }
  [[nodiscard]] bool is_by_gate() const { return masks.count() > 1; }

  /// What the layer reads.
  [[nodiscard]] const PackedSequence<Scalar>& input() const { return copy_; }

  /// Makes that copy of x.
  void copy(const PackedSequence<Scalar>& x) {
    resize_for(x.packing, x.features(), copy_);
    sequence_.resize(static_cast<std::size_t>(x.packing.rows()));
    for (Index t = 0; t < x.packing.steps(); ++t)
      for (Index k = 0; k < x.packing.active(t); ++k) {
        const Index row = x.packing.row(t, k);
        sequence_[static_cast<std::size_t>(row)] = k;
        if (is_by_gate())
          std::copy_n(x.row(row), x.features(), copy_.values.row(row));
        else
          multiply(0, row, x.row(row), copy_.values.row(row));
      }
  }

  /// dL/dx from that of the copy; rows that x shares get the sum of theirs.
  const PackedSequence<Scalar>& gradient(const PackedSequence<Scalar>& x, const PackedSequence<Scalar>& d_copy) {
    dx_.packing = x.packing;
    dx_.index = x.index;
    dx_.values.resize_zero(x.values.count(), x.features());
    masked_.resize(1, x.features());
    for (Index row = 0; row < x.packing.rows(); ++row) {
      const Scalar* d = d_copy.values.row(row);
      if (!is_by_gate()) multiply(0, row, d, masked_.data());
      add(is_by_gate() ? d : masked_.data(),
          dx_.values.row(x.is_indexed() ? x.index[static_cast<std::size_t>(row)] : row));
    }
    return dx_;
  }

  /// z = (mask * x) W for each gate with its mask, in the kernels' layout.
  void project(const Tensor<Scalar, 2>& w, const CellWeights<Units, Scalar>& weights, Rows<Scalar>& z) {
    products_.pack(w, weights.units);
    z.resize(copy_.values.count(), weights.input_columns());
    of_gate_.resize(z.count(), weights.units);
    for (std::size_t p = 0; p < panels; ++p) {
      mask_rows(p, 0, z.count());
      products_.multiply(View(masked_.data(), z.count(), masked_.features()), Units::input_gates[p], of_gate_);
      copy_to_panel(of_gate_, {z.data(), static_cast<Index>(panels), static_cast<Index>(p), weights.padded_units});
    }
  }

  void begin_gradients(const Tensor<Scalar, 2>& w) {
    if (is_by_gate()) products_.begin_gradients(w);
  }
  /// dW, and dx of the copy, for its rows from `first` on; dz is in the kernels' layout.
  void finish(Index first, const View& dz, const CellWeights<Units, Scalar>& weights, PackedSequence<Scalar>& dx) {
    of_gate_.resize(dz.rows, weights.units);
    for (std::size_t p = 0; p < panels; ++p) {
      const Index gate = Units::input_gates[p];
      copy_to_dense({dz.data, static_cast<Index>(panels), static_cast<Index>(p), weights.padded_units}, of_gate_);
      mask_rows(p, first, dz.rows);
      products_.add_gradient(View(masked_.data(), dz.rows, masked_.features()), of_gate_, gate);
      products_.multiply_back(of_gate_, gate, masked_);
      for (Index r = 0; r < dz.rows; ++r) {
        multiply(gate, first + r, masked_.row(r), masked_.row(r));
        if (p == 0) std::fill_n(dx.values.row(first + r), dx.features(), Scalar(0));
        add(masked_.row(r), dx.values.row(first + r));
      }
    }
  }
  void add_gradients_to(Tensor<Scalar, 2>& dw) const {
    if (is_by_gate()) products_.add_gradients_to(dw);
  }

 private:
  static constexpr auto panels = Units::input_gates.size();

  [[nodiscard]] const Scalar* mask(Index gate, Index row) const {
    return masks.of_gate(gate).row(sequence_[static_cast<std::size_t>(row)]);
  }
  void multiply(Index gate, Index row, const Scalar* x, Scalar* product) const {
    const Scalar* by = mask(gate, row);
    for (Index k = 0; k < copy_.features(); ++k) product[k] = by[k] * x[k];
  }
  void add(const Scalar* x, Scalar* sum) const {
    for (Index k = 0; k < copy_.features(); ++k) sum[k] += x[k];
  }
  void mask_rows(std::size_t panel, Index first, Index rows) {
    masked_.resize(rows, copy_.features());
    for (Index r = 0; r < rows; ++r)
      multiply(Units::input_gates[panel], first + r, copy_.values.row(first + r), masked_.row(r));
  }

  PackedSequence<Scalar> copy_, dx_;
  std::vector<Index> sequence_;  // of each row of the copy
  Rows<Scalar> masked_, of_gate_;
  GateProducts<Scalar> products_;
};

}  // namespace weft::detail
