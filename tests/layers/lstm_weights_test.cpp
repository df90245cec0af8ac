// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <weft/recurrent/lstm.hpp>

#include "laws.hpp"

namespace {

using weft::Index;
using View = weft::kernels::View<const double>;

weft::Tensor<double, 2> random_matrix(Index rows, Index columns, weft::Rng& rng) {
  weft::Tensor<double, 2> matrix(rows, columns);
  for (double& v : weft::testing::numbers(matrix)) v = rng.uniform(-1, 1);
  return matrix;
}

/// Where blocks of so many rows have an interleaved column's number of a row.
Index in_blocks(Index rows, Index row, Index column) {
  constexpr Index width = 4 * weft::kernels::panel_width<double>;
  return (column / width * rows + row) * width + column % width;
}

}  // namespace

TEST_CASE("an LSTM's weights are those of Keras, gates interleaved, and transposed for backward") {
  weft::Rng rng(1);
  for (const Index units : {1, 7, 8, 9, 20}) {
    const auto w = random_matrix(3, 4 * units, rng), u = random_matrix(units, 4 * units, rng);
    weft::Tensor<double, 1> b(4 * units);
    for (double& v : weft::testing::numbers(b)) v = rng.uniform(-1, 1);
    weft::LSTMWeights<double> weights;
    weights.pack(u, b);
    weights.pack_for_tables(w);
    weights.pack_for_cells(w);
    weights.begin_gradients(w, u);
    for (Index gate = 0; gate < 4; ++gate)
      for (Index unit = 0; unit < units; ++unit) {
        const Index column = weft::kernels::interleaved_column<double>(gate, unit);
        const auto kernel = weights.kernel.factor(), transposed = weights.kernel_transposed.factor();
        CHECK(weights.bias[column] == b(gate * units + unit));
        for (Index i = 0; i < 3; ++i) {
          CHECK(kernel.at(column)[i * kernel.row_stride] == w(i, gate * units + unit));
          CHECK(transposed.at(i)[column * transposed.row_stride] == w(i, gate * units + unit));
          CHECK(weights.kernel_blocks[in_blocks(3, i, column)] == w(i, gate * units + unit));
        }
        for (Index i = 0; i < units; ++i)
          CHECK(weights.recurrent_blocks[in_blocks(units, i, column)] == u(i, gate * units + unit));
      }
  }
}

TEST_CASE("gradients add up over portions of rows and come back in Keras's order") {
  weft::Rng rng(2);
  const Index units = 5, rows = 11;
  const auto w = random_matrix(2, 4 * units, rng), u = random_matrix(units, 4 * units, rng);
  weft::Tensor<double, 1> b(4 * units), db(4 * units);
  b.setZero();
  weft::LSTMWeights<double> weights;
  weights.pack(u, b);
  weights.begin_gradients(w, u);
  const auto x = random_matrix(rows, 2, rng), h = random_matrix(rows, units, rng);
  auto dz = random_matrix(rows, weights.columns(), rng);
  for (const auto& [first, count] : {std::pair<Index, Index>{0, 4}, {4, 7}}) {
    const View part(&dz(first, 0), count, weights.columns());
    weights.add_recurrent(View(&h(first, 0), count, units), part);
    weights.add_input(View(&x(first, 0), count, 2), part);
  }
  auto dw = random_matrix(2, 4 * units, rng), du = random_matrix(units, 4 * units, rng);
  const auto dw_before = dw, du_before = du;
  db.setZero();
  weights.give_gradients(dw, du, db);
  for (Index gate = 0; gate < 4; ++gate)
    for (Index unit = 0; unit < units; ++unit) {
      const Index column = weft::kernels::interleaved_column<double>(gate, unit), keras = gate * units + unit;
      double sum_w = dw_before(1, keras), sum_u = du_before(3, keras), sum_b = 0;
      for (Index r = 0; r < rows; ++r) {
        sum_w += x(r, 1) * dz(r, column);
        sum_u += h(r, 3) * dz(r, column);
        sum_b += dz(r, column);
      }
      CHECK(dw(1, keras) == doctest::Approx(sum_w).epsilon(1e-12));
      CHECK(du(3, keras) == doctest::Approx(sum_u).epsilon(1e-12));
      CHECK(db(keras) == doctest::Approx(sum_b).epsilon(1e-12));
    }
}
