// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include "recurrent/detail/built_cell.hpp"

namespace {

using weft::Index;
using weft::PackedSequence;
using weft::Tensor;
using weft::testing::BuiltCell;
using weft::testing::GRULayer;
using weft::testing::LSTMLayer;

template <class L> using InputDropout = weft::detail::InputDropout<typename L::Units, double>;

/// Masks for three sequences of three features, all different.
Tensor<double, 3> some_masks(Index count) {
  Tensor<double, 3> masks(count, 3, 3);
  for (Index k = 0; k < masks.size(); ++k) masks.data()[k] = static_cast<double>(k + 1);
  return masks;
}

const std::vector<Index> lengths{1, 3, 2};

/// Which of the caller's sequences a packed row belongs to.
Index sequence_of(const weft::Packing& packing, Index row) {
  for (Index t = 0; t < packing.steps(); ++t)
    if (row < packing.first(t + 1)) return packing.order(row - packing.first(t));
  return -1;
}

/// Rows that are shared: packed row r is row r % 4 of the values.
PackedSequence<double> shared_rows(weft::Rng& rng) {
  PackedSequence<double> x = weft::testing::random_sequence(lengths, 3, rng);
  for (Index r = 0; r < x.packing.rows(); ++r) x.index.push_back(static_cast<int>(r % 4));
  return x;
}

}  // namespace

TEST_CASE("one mask: the copy is masked row by row, and the gradient comes back to rows that are shared") {
  weft::Rng rng(1);
  const auto x = shared_rows(rng);
  InputDropout<LSTMLayer> dropout;
  CHECK_FALSE(dropout.is_on());
  const auto masks = some_masks(1);
  dropout.masks.set(masks, x.packing);
  CHECK(dropout.is_on());
  CHECK_FALSE(dropout.is_by_gate());
  dropout.copy(x);
  CHECK_FALSE(dropout.input().is_indexed());
  const PackedSequence<double> d_copy = weft::testing::random_sequence(lengths, 3, rng);
  const PackedSequence<double> dx = dropout.gradient(x, d_copy);
  Tensor<double, 2> expected(x.values.count(), 3);
  expected.setZero();
  for (Index r = 0; r < x.packing.rows(); ++r)
    for (Index f = 0; f < 3; ++f) {
      const double mask = masks(0, sequence_of(x.packing, r), f);
      CHECK(dropout.input().row(r)[f] == mask * x.row(r)[f]);
      expected(r % 4, f) += mask * d_copy.row(r)[f];
    }
  CHECK(dx.index == x.index);
  for (Index k = 0; k < expected.size(); ++k) CHECK(dx.values.data()[k] == doctest::Approx(expected.data()[k]));
}

TEST_CASE_TEMPLATE("a mask for each gate: its columns of the product and of the gradients have it", L, LSTMLayer,
                   GRULayer) {
  using Units = typename L::Units;
  weft::Rng rng(2);
  const BuiltCell<L> given(rng);
  auto weights = given.cell.weights;
  const auto x = shared_rows(rng);
  const auto masks = some_masks(Units::keras_gates);
  InputDropout<L> dropout;
  dropout.masks.set(masks, x.packing);
  CHECK(dropout.is_by_gate());
  dropout.copy(x);
  weft::Rows<double> z;
  dropout.project(given.layer.kernel, weights, z);
  dropout.begin_gradients(given.layer.kernel);
  weft::Rows<double> dz = z;
  for (Index k = 0; k < dz.count() * dz.features(); ++k) dz.data()[k] = rng.uniform(-1, 1);
  PackedSequence<double> d_copy = weft::testing::random_sequence(lengths, 3, rng);
  for (const auto& [first, count] : {std::pair<Index, Index>{0, 4}, {4, 2}})
    dropout.finish(first, {dz.row(first), count, dz.features()}, weights, d_copy);

  const Tensor<double, 2>& w = given.layer.kernel;
  Tensor<double, 2> dw(w.dimensions()), dw_expected(w.dimensions()), z_expected(z.count(), w.dimension(1)),
      z_given(z.count(), w.dimension(1)), dx_expected(z.count(), 3), dx_given(z.count(), 3);
  for (auto* sum : {&dw, &dw_expected, &z_expected, &dx_expected}) sum->setZero();
  for (Index r = 0; r < z.count(); ++r)
    for (std::size_t p = 0; p < Units::input_gates.size(); ++p)
      for (Index unit = 0; unit < given.units; ++unit) {
        const Index gate = Units::input_gates[p], column = gate * given.units + unit;
        const Index in_kernel =
            weft::kernels::interleaved_column<double>(std::ssize(Units::input_gates), static_cast<Index>(p), unit);
        z_given(r, column) = z.row(r)[in_kernel];
        for (Index f = 0; f < 3; ++f) {
          const double masked = masks(gate, sequence_of(x.packing, r), f) * x.row(r)[f];
          z_expected(r, column) += masked * w(f, column);
          dw_expected(f, column) += masked * dz.row(r)[in_kernel];
          dx_expected(r, f) += masks(gate, sequence_of(x.packing, r), f) * w(f, column) * dz.row(r)[in_kernel];
        }
      }
  dropout.add_gradients_to(dw);
  std::copy_n(d_copy.values.data(), dx_given.size(), dx_given.data());
  weft::testing::check_close(z_given, z_expected, 1e-13);
  weft::testing::check_close(dw, dw_expected, 1e-13);
  weft::testing::check_close(dx_given, dx_expected, 1e-13);
}
