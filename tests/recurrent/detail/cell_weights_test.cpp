// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include "built_cell.hpp"

namespace {

using weft::Index;
using weft::testing::GRULayer;
using weft::testing::GRUResetBeforeLayer;
using weft::testing::LSTMLayer;
using weft::testing::SimpleRNNLayer;
using View = weft::kernels::View<const double>;
using Matrix = weft::Tensor<double, 2>;

Matrix random_matrix(Index rows, Index columns, weft::Rng& rng) {
  Matrix matrix(rows, columns);
  for (double& v : weft::testing::numbers(matrix)) v = rng.uniform(-1, 1);
  return matrix;
}

/// Where blocks of so many rows and panels have an interleaved column's number of a row.
Index in_blocks(Index rows, Index panels, Index row, Index column) {
  const Index width = panels * weft::kernels::panel_width<double>;
  return (column / width * rows + row) * width + column % width;
}

/// Calls visit(column, keras_column) for the columns of a product that fills panels in this order.
template <std::size_t Panels, class Visit>
void for_each_column(const weft::kernels::GateOrder<Panels>& gates, Index units, const Visit& visit) {
  for (std::size_t p = 0; p < Panels; ++p)
    for (Index unit = 0; unit < units; ++unit)
      visit(weft::kernels::interleaved_column<double>(static_cast<Index>(Panels), static_cast<Index>(p), unit),
            gates[p] * units + unit);
}

/// W, U and b of a cell. The state's bias is there where the state's product has panels of its own.
template <class L> struct Given {
  using Units = typename L::Units;
  static constexpr Index gates = Units::keras_gates;
  static constexpr bool has_state_bias = Units::panels > Units::keras_gates;

  Index units;
  Matrix w, u, b;
  weft::detail::CellWeights<Units, double> weights;

  Given(Index unit_count, weft::Rng& rng)
      : units(unit_count),
        w(random_matrix(3, gates * units, rng)),
        u(random_matrix(units, gates * units, rng)),
        b(random_matrix(2, gates * units, rng)) {
    weights.pack(u, {b.data(), has_state_bias ? &b(1, 0) : nullptr});
    weights.pack_for_tables(w);
    weights.pack_for_cells(w);
    weights.begin_gradients(w, u);
  }
};

}  // namespace

TEST_CASE_TEMPLATE("a cell's weights are Keras's, gates interleaved, and transposed for backward", L, LSTMLayer,
                   GRULayer, GRUResetBeforeLayer, SimpleRNNLayer) {
  weft::Rng rng(1);
  using Units = typename L::Units;
  for (const Index units : {1, 7, 8, 9, 20}) {
    const Given<L> given(units, rng);
    const auto kernel = given.weights.kernel.factor(), transposed = given.weights.kernel_transposed.factor(),
               recurrent_transposed = given.weights.recurrent_transposed.factor();
    for_each_column(Units::input_gates, units, [&](Index column, Index keras) {
      for (Index i = 0; i < 3; ++i) {
        CHECK(kernel.at(column)[i * kernel.row_stride] == given.w(i, keras));
        CHECK(transposed.at(i)[column * transposed.row_stride] == given.w(i, keras));
        CHECK(given.weights.kernel_blocks[in_blocks(3, std::ssize(Units::input_gates), i, column)] ==
              given.w(i, keras));
      }
    });
    for_each_column(Units::state_gates, units, [&](Index column, Index keras) {
      for (Index i = 0; i < units; ++i) {
        CHECK(recurrent_transposed.at(i)[column * recurrent_transposed.row_stride] == given.u(i, keras));
        CHECK(given.weights.recurrent_blocks[in_blocks(units, std::ssize(Units::state_gates), i, column)] ==
              given.u(i, keras));
      }
    });
  }
}

TEST_CASE("a panel's bias is that of its gate, once") {
  weft::Rng rng(2);
  const Given<LSTMLayer> lstm(9, rng);
  for_each_column(weft::kernels::LSTMUnits::input_gates, 9,
                  [&](Index column, Index keras) { CHECK(lstm.weights.bias[column] == lstm.b(0, keras)); });
  CHECK(lstm.weights.bias.size() == 4 * 16);
}

TEST_CASE("where input and state fill a panel together, its bias is the sum of theirs") {
  weft::Rng rng(3);
  const Given<GRULayer> gru(9, rng);
  const auto at = [&](Index panel, Index unit) {
    return gru.weights.bias[weft::kernels::interleaved_column<double>(4, panel, unit)];
  };
  for (Index unit = 0; unit < 9; ++unit) {
    CHECK(at(0, unit) == gru.b(0, 18 + unit));                      // the input's candidate
    CHECK(at(1, unit) == gru.b(0, unit) + gru.b(1, unit));          // update gate
    CHECK(at(2, unit) == gru.b(0, 9 + unit) + gru.b(1, 9 + unit));  // reset gate
    CHECK(at(3, unit) == gru.b(1, 18 + unit));                      // the state's candidate
  }
}

TEST_CASE_TEMPLATE("a cell without a bias adds zero", L, LSTMLayer, GRULayer, GRUResetBeforeLayer, SimpleRNNLayer) {
  weft::Rng rng(4);
  Given<L> given(5, rng);
  given.weights.pack(given.u, {});
  for (Index k = 0; k < given.weights.bias.size(); ++k) CHECK(given.weights.bias[k] == 0);
}

namespace {

/// before + sum of a^T dz in one column.
double column_sum(const Matrix& before, Index row, Index keras, const Matrix& a, const Matrix& dz, Index column) {
  double sum = before(row, keras);
  for (Index r = 0; r < a.dimension(0); ++r) sum += a(r, row) * dz(r, column);
  return sum;
}

/// Sums over eleven rows in two portions, and gradients that they are added to.
template <class L> struct Sums {
  static constexpr Index units = 5, rows = 11;
  using Units = typename L::Units;
  weft::Rng rng{2};
  Given<L> given{units, rng};
  Matrix x = random_matrix(rows, 3, rng), h = random_matrix(rows, units, rng), ones{rows, 1};
  Matrix dz = random_matrix(rows, given.weights.input_columns(), rng),
         state_dz = random_matrix(rows, given.weights.state_columns(), rng);
  Matrix dw = random_matrix(3, given.w.dimension(1), rng), du = random_matrix(units, given.u.dimension(1), rng),
         db = random_matrix(2, given.b.dimension(1), rng);
  const Matrix dw_before = dw, du_before = du, db_before = db;

  Sums() {
    ones.setConstant(1);
    for (const auto& [first, count] : {std::pair<Index, Index>{0, 4}, {4, 7}}) {
      const View part(&dz(first, 0), count, dz.dimension(1)),
          of_state(&state_dz(first, 0), count, state_dz.dimension(1));
      given.weights.add_recurrent(View(&h(first, 0), count, units), of_state);
      given.weights.add_state_bias(of_state);
      given.weights.add_input(View(&x(first, 0), count, 3), part);
    }
    given.weights.add_gradients_to(dw, du, {db.data(), Given<L>::has_state_bias ? &db(1, 0) : nullptr});
  }
};

}  // namespace

TEST_CASE_TEMPLATE("gradients add up over portions of rows and come back in Keras's order", L, LSTMLayer, GRULayer,
                   GRUResetBeforeLayer, SimpleRNNLayer) {
  const Sums<L> s;
  using Units = typename L::Units;
  const auto near = [](double x) { return doctest::Approx(x).epsilon(1e-12); };
  for_each_column(Units::input_gates, s.units, [&](Index column, Index keras) {
    CHECK(s.dw(1, keras) == near(column_sum(s.dw_before, 1, keras, s.x, s.dz, column)));
    CHECK(s.db(0, keras) == near(column_sum(s.db_before, 0, keras, s.ones, s.dz, column)));
  });
  Matrix du = s.du_before, db = s.db_before;
  for_each_column(Units::state_gates, s.units, [&](Index column, Index keras) {
    for (Index i = 0; i < s.units; ++i) du(i, keras) = column_sum(s.du_before, i, keras, s.h, s.state_dz, column);
    if (Given<L>::has_state_bias)
      db(1, keras) += column_sum(Matrix(1, 99).setZero(), 0, keras, s.ones, s.state_dz, column);
  });
  weft::testing::check_close(s.du, du, 1e-12);
  for (Index k = 0; k < db.dimension(1); ++k) CHECK(s.db(1, k) == near(db(1, k)));
}
