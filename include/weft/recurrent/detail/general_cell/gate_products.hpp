// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include <weft/core/tensor.hpp>
#include <weft/kernels/product.hpp>

namespace weft::detail {

/// Products with a weight matrix gate by gate, where every gate has a left factor of its own: one that is masked by
/// itself, or that is computed within a step. The matrix is [depth x gates units], in Keras's order of columns.
///
///   z_g += a_g B_g          da_g = dz_g B_g^T          dB_g += a_g^T dz_g
template <class Scalar> class GateProducts {
 public:
  using View = kernels::View<const Scalar>;

  void pack(const Tensor<Scalar, 2>& b, Index units) {
    resize(b, units);
    for (Index g = 0; g < gates(); ++g) kernels::pack(columns(b, g), at(g).panels);
  }
  void begin_gradients(const Tensor<Scalar, 2>& b) {
    for (Index g = 0; g < gates(); ++g) {
      kernels::pack(transposed(columns(b, g)), at(g).transposed);
      at(g).gradient.resize_zero(depth_ * units_);
    }
  }

  [[nodiscard]] Index gates() const { return std::ssize(gates_); }

  /// z [rows x units] is overwritten.
  void multiply(const View& a, Index gate, Rows<Scalar>& z) const {
    kernels::product(a, at(gate).panels, kernels::View<Scalar>(z.data(), a.rows, units_), kernels::Update::overwrite);
  }
  /// da [rows x depth] is overwritten.
  void multiply_back(const Rows<Scalar>& dz, Index gate, Rows<Scalar>& da) const {
    kernels::product(View(dz.data(), dz.count(), units_), at(gate).transposed,
                     kernels::View<Scalar>(da.data(), dz.count(), depth_), kernels::Update::overwrite);
  }
  void add_gradient(const View& a, const Rows<Scalar>& dz, Index gate) {
    kernels::product(transposed(a), View(dz.data(), a.rows, units_),
                     kernels::View<Scalar>(at(gate).gradient.data(), depth_, units_), kernels::Update::add, scratch_);
  }

  void add_gradients_to(Tensor<Scalar, 2>& db) const {
    for (Index g = 0; g < gates(); ++g)
      for (Index row = 0; row < depth_; ++row)
        for (Index unit = 0; unit < units_; ++unit) db(row, g * units_ + unit) += at(g).gradient[row * units_ + unit];
  }

 private:
  struct Gate {
    kernels::Panels<Scalar> panels, transposed;
    Buffer<Scalar> gradient;  // [depth x units]
  };

  Gate& at(Index g) { return gates_[static_cast<std::size_t>(g)]; }
  [[nodiscard]] const Gate& at(Index g) const { return gates_[static_cast<std::size_t>(g)]; }

  void resize(const Tensor<Scalar, 2>& b, Index units) {
    depth_ = b.dimension(0);
    units_ = units;
    gates_.resize(static_cast<std::size_t>(b.dimension(1) / units));
  }
  [[nodiscard]] View columns(const Tensor<Scalar, 2>& b, Index gate) const {
    return {b.data() + gate * units_, depth_, units_, b.dimension(1)};
  }

  std::vector<Gate> gates_;
  Index depth_ = 0, units_ = 0;
  kernels::Panels<Scalar> scratch_;
};

}  // namespace weft::detail
