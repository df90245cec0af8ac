// SPDX-License-Identifier: MIT
#pragma once

#include <utility>
#include <weft/core/sequence.hpp>
#include <weft/kernels/lstm_cell.hpp>
#include <weft/kernels/rows.hpp>

namespace weft {

/// What an LSTM's pass writes, in the kernels' layout: gates interleaved and units padded (kernels/lstm_cell.hpp).
///
/// Every packed row r keeps what its cell saw and made: h_previous, c_previous, the gates and tanh(c). A step writes
/// its c and h where the next step of the walk reads h_previous and c_previous; what sequences that end there leave is
/// behind those rows, until the step after overwrites it. So the two have a batch of rows more than there are tokens.
template <class Scalar, class Output> struct LSTMTape {
  Output y;
  Sequence<Scalar> dx;

  Rows<Scalar> projected;               ///< x W, [distinct rows x 4 padded units]; after backward its gradient
  Rows<Scalar> gates;                   ///< [rows x 4 padded units]: i | f | g | o; after backward dz
  Rows<Scalar> tanh_c;                  ///< [rows x padded units]
  Rows<Scalar> h_previous, c_previous;  ///< [rows + batch x padded units]
  Rows<Scalar> dh, dc;                  ///< [batch x padded units]
  Index units = 0, padded_units = 0, batch = 0;

  Buffer<Scalar> kernel, recurrent_kernel, bias;  ///< interleaved; in backward their gradients
  kernels::Panels<Scalar> kernel_panels, recurrent_panels, recurrent_transposed, kernel_transposed, scratch;

  void pack_weights(const Tensor<Scalar, 2>& w, const Tensor<Scalar, 2>& u, const Tensor<Scalar, 1>& b) {
    units = u.dimension(0);
    padded_units = kernels::padded<Scalar>(units);
    kernels::interleave(kernels::view(w), kernel);
    kernels::interleave(kernels::view(u), recurrent_kernel);
    kernels::interleave(kernels::View<const Scalar>(b.data(), 1, b.size()), bias);
    const View w_view = weights(kernel, w.dimension(0)), u_view = weights(recurrent_kernel, units);
    kernels::pack(w_view, kernel_panels);
    kernels::pack(u_view, recurrent_panels);
    kernels::pack(transposed(w_view), kernel_transposed);
    kernels::pack(transposed(u_view), recurrent_transposed);
  }

  void resize(const Packing& packing) {
    batch = packing.batch();
    gates.resize(packing.rows(), 4 * padded_units);
    tanh_c.resize(packing.rows(), padded_units);
    h_previous.resize(packing.rows() + batch, padded_units);
    c_previous.resize(packing.rows() + batch, padded_units);
  }

  /// x W for every distinct row of x.
  void project(const Sequence<Scalar>& x) {
    projected.resize(x.values.count(), 4 * padded_units);
    kernels::product(view(x.values), kernel_panels, view(projected), kernels::Update::overwrite);
  }

  /// Sequences that begin at this step have h' = c' = 0.
  void begin_sequences(const Packing::Step& step) {
    const Index size = (step.rows - step.carried_in) * padded_units;
    std::fill_n(h_previous.row(step.first + step.carried_in), size, Scalar(0));
    std::fill_n(c_previous.row(step.first + step.carried_in), size, Scalar(0));
  }

  kernels::CellStep<Scalar> cell(const Sequence<Scalar>& x, const Packing::Step& step) {
    return {.rows = step.rows,
            .padded_units = padded_units,
            .recurrent_kernel = &recurrent_panels,
            .bias = bias.data(),
            .projected = projected.data(),
            .index = x.is_indexed() ? x.index.data() + step.first : nullptr,
            .first_row = step.first,
            .h_previous = h_previous.row(step.first),
            .c_previous = c_previous.row(step.first),
            .gates = gates.row(step.first),
            .tanh_c = tanh_c.row(step.first),
            .c = c_previous.row(step.next),
            .h = h_previous.row(step.next)};
  }

  kernels::CellGradientStep<Scalar> cell_gradient(const Packing::Step& step) {
    return {.rows = step.rows,
            .padded_units = padded_units,
            .c_previous = c_previous.row(step.first),
            .tanh_c = tanh_c.row(step.first),
            .dh = dh.data(),
            .dc = dc.data(),
            .gates = gates.row(step.first)};
  }

  /// dh' = dz U' for the sequences that did not begin at this step.
  void step_back(const Packing::Step& step) {
    const View dz(gates.row(step.first), step.carried_in, 4 * padded_units);
    const kernels::View<Scalar> dh_before(dh.data(), step.carried_in, units, padded_units);
    kernels::product(dz, recurrent_transposed, dh_before, kernels::Update::overwrite);
  }

  ///   dU += sum of h'' dz      db += sum of dz      dW += sum of x' dz
  void add_weight_gradients(const Sequence<Scalar>& x, Tensor<Scalar, 2>& dw, Tensor<Scalar, 2>& du,
                            Tensor<Scalar, 1>& db) {
    const View dz = view(gates), h_before(h_previous.data(), gates.count(), units, padded_units);
    add_product(transposed(h_before), dz, recurrent_kernel, kernels::view(du));

    const View dp = gather_gradient(x);
    add_product(transposed(view(x.values)), dp, kernel, kernels::view(dw));
    bias.resize_zero(4 * padded_units);
    kernels::add_rows(dp, bias.data());
    kernels::add_interleaved(bias, kernels::View<Scalar>(db.data(), 1, db.size()));
  }

  /// dx = dz W', for every distinct row.
  const Sequence<Scalar>& input_gradient(const Sequence<Scalar>& x) {
    dx.packing = x.packing;
    dx.index = x.index;
    dx.values.resize(x.values.count(), x.features());
    kernels::product(view(x.is_indexed() ? projected : gates), kernel_transposed, view(dx.values),
                     kernels::Update::overwrite);
    return dx;
  }

 private:
  using View = kernels::View<const Scalar>;

  static View view(const Rows<Scalar>& rows) { return {rows.data(), rows.count(), rows.features()}; }
  static kernels::View<Scalar> view(Rows<Scalar>& rows) { return {rows.data(), rows.count(), rows.features()}; }
  View weights(const Buffer<Scalar>& interleaved, Index rows) const {
    return {interleaved.data(), rows, 4 * padded_units};
  }

  void add_product(const View& a, const View& b, Buffer<Scalar>& interleaved, const kernels::View<Scalar>& gradient) {
    interleaved.resize(a.rows * 4 * padded_units);
    kernels::product(a, b, kernels::View<Scalar>(interleaved.data(), a.rows, 4 * padded_units),
                     kernels::Update::overwrite, scratch);
    kernels::add_interleaved(interleaved, gradient);
  }

  /// dL/d(x W): dz itself, or where rows of x are shared, its sum over the packed rows that share one.
  View gather_gradient(const Sequence<Scalar>& x) {
    if (!x.is_indexed()) return view(std::as_const(gates));
    projected.resize_zero(projected.count(), 4 * padded_units);
    kernels::scatter_add(view(std::as_const(gates)), x.index.data(), projected.data());
    return view(std::as_const(projected));
  }
};

}  // namespace weft
