// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <numeric>
#include <utility>
#include <vector>

#include <weft/kernels/cells/lstm_units.hpp>
#include <weft/recurrent/detail/general_cell/dense_step.hpp>

namespace {

using weft::Index;
using weft::Rows;
using weft::detail::PanelRows;

constexpr Index rows = 2, panels = 3, units = 11, padded_units = 16;

/// Numbers that are all different, in the kernels' layout.
std::vector<double> numbered(double first) {
  std::vector<double> numbers(rows * panels * padded_units);
  std::iota(numbers.begin(), numbers.end(), first);
  return numbers;
}

Rows<double> dense(double first) {
  Rows<double> result;
  result.resize(rows, units);
  std::iota(result.data(), result.data() + rows * units, first);
  return result;
}

const double* in_panel(const std::vector<double>& interleaved, Index row, Index panel, Index unit) {
  return interleaved.data() + row * panels * padded_units +
         weft::kernels::interleaved_column<double>(panels, panel, unit);
}

}  // namespace

TEST_CASE("a panel comes out of the kernels' layout, and all others are left alone when it goes back") {
  const std::vector<double> before = numbered(0);
  std::vector<double> after = before;
  Rows<double> panel = dense(0);
  weft::detail::copy_to_dense(PanelRows<const double>{before.data(), panels, 1, padded_units}, panel);
  for (Index row = 0; row < rows; ++row)
    for (Index unit = 0; unit < units; ++unit) CHECK(panel.row(row)[unit] == *in_panel(before, row, 1, unit));

  panel = dense(1000);
  weft::detail::copy_to_panel(panel, PanelRows<double>{after.data(), panels, 1, padded_units});
  for (Index row = 0; row < rows; ++row)
    for (Index unit = 0; unit < padded_units; ++unit) {
      CHECK(*in_panel(after, row, 1, unit) == (unit < units ? panel.row(row)[unit] : 0));
      for (const Index other : {0, 2}) CHECK(*in_panel(after, row, other, unit) == *in_panel(before, row, other, unit));
    }
}

TEST_CASE("rows are added to a panel, and to nothing else") {
  const std::vector<double> before = numbered(0);
  std::vector<double> after = before;
  Rows<double> panel = dense(1000);
  weft::detail::add_to_panel(panel, PanelRows<double>{after.data(), panels, 2, padded_units});
  for (Index row = 0; row < rows; ++row)
    for (Index p = 0; p < panels; ++p)
      for (Index unit = 0; unit < padded_units; ++unit) {
        const double added = p == 2 && unit < units ? panel.row(row)[unit] : 0;
        CHECK(*in_panel(after, row, p, unit) == *in_panel(before, row, p, unit) + added);
      }
}

TEST_CASE("states lose their padding and get it back as zeros") {
  const std::vector<double> padded = numbered(0);
  std::vector<double> back(rows * padded_units, -1);
  Rows<double> states = dense(0);
  weft::detail::copy_to_dense(padded.data(), padded_units, states);
  weft::detail::copy_to_padded(states, back.data(), padded_units);
  for (Index row = 0; row < rows; ++row)
    for (Index unit = 0; unit < padded_units; ++unit) {
      const auto at = static_cast<std::size_t>(row * padded_units + unit);
      CHECK(back[at] == (unit < units ? padded[at] : 0));
    }
}

TEST_CASE("a dense step has a place for every panel and every state of its cell") {
  weft::detail::DenseStep<weft::kernels::LSTMUnits, float> step;
  step.resize(3, 5);
  CHECK(step.z.size() == 4);
  CHECK(step.next.size() == 2);
  for (const Rows<float>& each : step.gates) CHECK(each.count() * each.features() == 15);
  weft::detail::all(step.scratch).setConstant(2);
  CHECK(weft::detail::all(std::as_const(step.scratch)).sum() == 30);
}
